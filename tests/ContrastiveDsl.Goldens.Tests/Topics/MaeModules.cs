using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// The networks of a masked autoencoder with formula weights, in the order and under the names that its authors have.
/// </summary>
internal sealed class MaeModules
{
    private readonly GoldenCase golden;
    private readonly IReadOnlyList<(string Name, Tensor Value)> entries;

    /// <summary>Declares and fills the networks of a case.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="more">More arguments of the transformer.</param>
    public MaeModules(GoldenCase golden, string? more = null)
    {
        this.golden = golden;
        var (side, patch) = (Of("image_size"), Of("patch_size"));
        Patches = side / patch * (side / patch);
        Encoder = DeclaredModule.Create(
            $"[Encoder(Backbone.VisionTransformer, Channels = {Of("in_chans")}, ImageSize = {side})]\n"
                + $"[VisionTransformer(Patch = {patch}, Width = {Of("embed_dim")}, Depth = {Of("depth")}, Heads = {Of("num_heads")}, Mlp = {Mlp("embed_dim")}, Positions = Positions.SinCos{(more is null ? "" : ", " + more)})]",
            [null]
        );
        Decoder = new MaskedDecoder(
            Patches,
            Of("embed_dim"),
            patch * patch * Of("in_chans"),
            Of("decoder_embed_dim"),
            Of("decoder_depth"),
            Of("decoder_num_heads"),
            mlp: Mlp("decoder_embed_dim")
        );
        entries = [.. Entries()];
        if (golden.Parameters.TryGetProperty("weight_fill", out var fill))
        {
            FormulaFill.Apply(entries, fill);
            FillPositions("pos_embed", "embed_dim");
            FillPositions("decoder_pos_embed", "decoder_embed_dim");
        }
    }

    /// <summary>Patches of an image.</summary>
    public int Patches { get; }

    /// <summary>The encoder, a generated module.</summary>
    public nn.Module<Tensor, Tensor> Encoder { get; }

    /// <summary>The decoder.</summary>
    public MaskedDecoder Decoder { get; }

    /// <summary>The tokens of the visible patches.</summary>
    public Tensor Encode(Tensor images, PatchMask mask) =>
        (Tensor)Encoder.GetType().GetMethod("ForwardVisible")!.Invoke(Encoder, [images, mask])!;

    /// <summary>Compares the gradients that a case lists, and finds none where weights are fixed.</summary>
    /// <param name="others">Gradients that are not of weights.</param>
    public void CompareGradients(params string[] others)
    {
        var named = entries.ToDictionary(entry => "grad_" + entry.Name, entry => entry.Value);
        foreach (var name in golden.ExpectedNames.Where(name => name.StartsWith("grad_", StringComparison.Ordinal)))
        {
            if (!others.Contains(name))
            {
                Compare.Tensor(golden, name, named[name].grad!);
            }
        }
    }

    /// <summary>The sum of absolute gradients of each entry, 0 where it has none.</summary>
    public double[] GradientSums() =>
        [
            .. entries.Select(entry =>
                entry.Value.grad is { } gradient ? gradient.abs().sum().to(ScalarType.Float64).item<double>() : 0
            ),
        ];

    /// <summary>Compares names, shapes and numbers of parameters with those of a case.</summary>
    public void CompareKeys()
    {
        var expected = golden
            .Expected.GetProperty("keys")
            .EnumerateArray()
            .Select(key => (key.GetProperty("name").GetString()!, Shape(key.GetProperty("shape").EnumerateArray())));
        entries.Select(entry => (entry.Name, Shape(entry.Value.shape))).Should().Equal(expected);
        Count(entries).Should().Be(golden.Expected.GetProperty("num_parameters").GetInt64());
        Count(entries.Where(entry => entry.Value.requires_grad))
            .Should()
            .Be(golden.Expected.GetProperty("num_trainable").GetInt64());
    }

    private static long Count(IEnumerable<(string Name, Tensor Value)> entries) =>
        entries.Sum(entry => entry.Value.numel());

    private static string Shape<T>(IEnumerable<T> sizes) => string.Join(",", sizes);

    private void FillPositions(string name, string width)
    {
        using var noGrad = no_grad();
        var side = (int)Math.Sqrt(Patches);
        entries
            .Single(entry => entry.Name == name)
            .Value.copy_(PositionEmbedding.SinCos(side, Of(width), columnsFirst: true));
    }

    private IEnumerable<(string Name, Tensor Value)> Entries()
    {
        var encoder = Encoder.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        var decoder = Decoder.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        yield return ("cls_token", encoder["class_token"]);
        yield return ("pos_embed", encoder["encoder.pos_embedding"]);
        yield return ("mask_token", decoder["mask_token"]);
        yield return ("decoder_pos_embed", decoder["decoder_pos_embed"]);
        yield return ("patch_embed.proj.weight", encoder["conv_proj.weight"]);
        yield return ("patch_embed.proj.bias", encoder["conv_proj.bias"]);
        foreach (var entry in Blocks("blocks", Of("depth"), encoder, "encoder.layers.encoder_layer_"))
        {
            yield return entry;
        }

        yield return ("norm.weight", encoder["encoder.ln.weight"]);
        yield return ("norm.bias", encoder["encoder.ln.bias"]);
        yield return ("decoder_embed.weight", decoder["decoder_embed.weight"]);
        yield return ("decoder_embed.bias", decoder["decoder_embed.bias"]);
        foreach (var entry in Blocks("decoder_blocks", Of("decoder_depth"), decoder, "decoder_blocks."))
        {
            yield return entry;
        }

        yield return ("decoder_norm.weight", decoder["decoder_norm.weight"]);
        yield return ("decoder_norm.bias", decoder["decoder_norm.bias"]);
        yield return ("decoder_pred.weight", decoder["decoder_pred.weight"]);
        yield return ("decoder_pred.bias", decoder["decoder_pred.bias"]);
    }

    private static IEnumerable<(string Name, Tensor Value)> Blocks(
        string name,
        int depth,
        Dictionary<string, Tensor> weights,
        string prefix
    ) =>
        from block in Enumerable.Range(0, depth)
        from pair in new[]
        {
            ("norm1.weight", "ln_1.weight"),
            ("norm1.bias", "ln_1.bias"),
            ("attn.qkv.weight", "self_attention.in_proj_weight"),
            ("attn.qkv.bias", "self_attention.in_proj_bias"),
            ("attn.proj.weight", "self_attention.out_proj.weight"),
            ("attn.proj.bias", "self_attention.out_proj.bias"),
            ("norm2.weight", "ln_2.weight"),
            ("norm2.bias", "ln_2.bias"),
            ("mlp.fc1.weight", "mlp.0.weight"),
            ("mlp.fc1.bias", "mlp.0.bias"),
            ("mlp.fc2.weight", "mlp.3.weight"),
            ("mlp.fc2.bias", "mlp.3.bias"),
        }
        select ($"{name}.{block}.{pair.Item1}", weights[$"{prefix}{block}.{pair.Item2}"]);

    private int Of(string name) => (int)golden.Number(name);

    /// <summary>Hidden size of a block's perceptron.</summary>
    private int Mlp(string width) => (int)(Of(width) * golden.Number("mlp_ratio"));
}
