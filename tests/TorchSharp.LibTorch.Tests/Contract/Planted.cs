namespace TorchSharp.LibTorch.Tests.Contract;

/// <summary>Stands for a type that somebody added to the stand-in and that TorchSharp does not have.</summary>
public static class Planted
{
    public static torch.Tensor sum(torch.Tensor input, long dim, bool keepdim = false) => input.sum(dim, keepdim);
}
