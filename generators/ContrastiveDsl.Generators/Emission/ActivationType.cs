using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Follows the type of the activations through a module: layers of the library may put out bfloat16, where a step
/// computes in it, and modules of TorchSharp take float32 alone.
/// </summary>
internal sealed class ActivationType
{
    private bool isFloat32;

    /// <summary>The operand of the next layer in a type that it takes, and what comes of it.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="layer">The next layer.</param>
    public string Fit(string operand, EmittedLayer layer)
    {
        var fitting =
            layer.TakesFloat32 && !isFloat32 && !layer.Layer.Input.IsSequence
                ? operand + ".to(" + Names.Torch + ".float32)"
                : operand;
        isFloat32 = layer.TakesFloat32 || (isFloat32 && Keeps(layer.Layer.Layer));
        return fitting;
    }

    private static bool Keeps(Layer layer) =>
        layer
            is not (
                ConvLayer
                or LinearLayer
                or PatchProjectionLayer
                or PatchEmbeddingLayer
                or ResidualBlockLayer
                or StageLayer
            );
}
