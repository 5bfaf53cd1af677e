using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Blocks in a row under one name, as torchvision's <c>layer1</c> holds <c>layer1.0</c>, <c>layer1.1</c>, and its <c>encoder.layers</c> holds <c>encoder_layer_0</c>, <c>encoder_layer_1</c>.
/// </summary>
/// <param name="Blocks">The blocks in order.</param>
internal sealed record StageLayer(EquatableArray<Layer> Blocks) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Stage";

    /// <inheritdoc/>
    public override LayerInput Accepts => Blocks.Count == 0 ? LayerInput.Any : Blocks[0].Accepts;

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) => Blocks.Aggregate(input, (shape, block) => block.Output(shape));

    /// <inheritdoc/>
    public override long Parameters(FeatureShape input)
    {
        long total = 0;
        foreach (var block in Blocks)
        {
            total += block.Parameters(input);
            input = block.Output(input);
        }

        return total;
    }
}
