using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// Vision transformers: tokens, gradients and state-dict keys of generated modules with formula weights; the classifier
/// <c>heads.head</c> is added here.
/// </summary>
internal sealed class VisionTransformerTopic : IGoldenTopic
{
    public string Name => "vit";

    public void Run(GoldenCase golden)
    {
        var encoder = DeclaredModule.Create(Declaration(golden), [null]);
        var head = nn.Linear((long)golden.Number("hidden_dim"), (long)golden.Number("num_classes"));
        var entries = FormulaFill.Entries(encoder, "heads.head", head);
        if (golden.Parameters.TryGetProperty("kind", out _))
        {
            FormulaFill.CompareKeys(golden, entries);
            return;
        }

        FormulaFill.Apply(entries, golden.Parameters.GetProperty("weight_fill"));
        encoder.eval();
        CompareTokens(golden, encoder);
        CompareOutput(golden, encoder, head, entries.Single(entry => entry.Name == "encoder.pos_embedding").Value);
    }

    private static void CompareOutput(
        GoldenCase golden,
        nn.Module<Tensor, Tensor> encoder,
        nn.Module<Tensor, Tensor> head,
        Tensor positions
    )
    {
        var images = FormulaFill.Images(golden, 3).requires_grad_();
        var token = encoder.call(images);
        Compare.Tensor(golden, "cls_first16", token.narrow(1, 0, 16));
        Compare.Tensor(golden, "cls_mean", token.mean([1L]));
        Compare.Tensor(golden, "cls_std", token.sub(token.mean([1L], keepdim: true)).square().mean([1L]).sqrt());
        var logits = head.call(token);
        Compare.Tensor(golden, "logits", logits);
        logits.sum().backward();
        Compare.Tensor(golden, "grad_input_first16", images.grad!.flatten().narrow(0, 0, 16));
        var sum = golden.Expected.GetProperty("grad_input_abs_sum").GetDouble();
        images
            .grad!.abs()
            .sum()
            .to(ScalarType.Float64)
            .item<double>()
            .Should()
            .BeApproximately(sum, golden.AbsoluteTolerance + (golden.RelativeTolerance * sum));
        Compare.Tensor(golden, "grad_pos_embedding_first16", positions.grad!.flatten().narrow(0, 0, 16));
    }

    /// <summary>All tokens, of which the encoder returns one only: its modules one by one.</summary>
    private static void CompareTokens(GoldenCase golden, nn.Module<Tensor, Tensor> encoder)
    {
        using var noGrad = no_grad();
        var modules = encoder.named_modules().ToDictionary(entry => entry.name, entry => entry.module);
        var x = Call("conv_proj", FormulaFill.Images(golden, 3)).flatten(2).transpose(1, 2);
        x = cat([encoder.get_parameter("class_token")!.expand(x.shape[0], -1, -1), x], 1);
        x = Call("encoder.ln", Call("encoder.layers", Call("encoder", x)));
        Compare.Tensor(golden, "tokens_mean", x.mean([1L, 2L]));
        Compare.Tensor(golden, "patch_token1_first16", x.select(1, 1).narrow(1, 0, 16));

        Tensor Call(string name, Tensor input) => ((nn.Module<Tensor, Tensor>)modules[name]).call(input);
    }

    private static string Declaration(GoldenCase golden)
    {
        int Of(string name) => (int)golden.Number(name);
        return $"[Encoder(Backbone.VisionTransformer, ImageSize = {Of("image_size")})]\n"
            + $"[VisionTransformer(Patch = {Of("patch_size")}, Width = {Of("hidden_dim")}, Depth = {Of("depth")}, Heads = {Of("heads")}, Mlp = {Of("mlp_dim")})]";
    }
}
