internal partial class Page
{
    internal static nn.Module<Tensor, Tensor> teacher = null!;
}
