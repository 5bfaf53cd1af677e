extern alias generator;

using generator::ContrastiveDsl.Generators.Emission;
using generator::ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Tests.Emission;

/// <summary>Layers as modules: a layer that is added to the language must come here too.</summary>
public sealed class LayerCodeTests
{
    private const generator::ContrastiveDsl.Norm Batch = generator::ContrastiveDsl.Norm.Batch;
    private const generator::ContrastiveDsl.Positions Learned = generator::ContrastiveDsl.Positions.Learned;
    private static readonly FeatureShape Map = new(8, 12, 12);
    private static readonly FeatureShape Vector = FeatureShape.Vector(8);
    private static readonly FeatureShape Tokens = FeatureShape.Sequence(5, 8);

    private static readonly (Layer Layer, FeatureShape Input)[] Cases =
    [
        (new ConvLayer(16, 3, 1, 1, false), Map),
        (new MaxPoolLayer(2, 2, 0), Map),
        (new GlobalAveragePoolLayer(), Map),
        (new FlattenLayer(), Map),
        (new BatchNormLayer(), Map),
        (new GroupNormLayer(2), Map),
        (new LayerNormLayer(), Map),
        (new ReluLayer(), Map),
        (new GeluLayer(), Vector),
        (new BasicBlockLayer(16, 1, Batch, 32, false), Map),
        (new BottleneckLayer(16, 1, Batch, 32, false), Map),
        (new StageLayer(new(new BasicBlockLayer(16, 2, Batch, 32, false))), Map),
        (new ChannelNormLayer(1e-6), Map),
        (new ConvNeXtBlockLayer(), Map),
        (new StageLayer(new(new ConvNeXtBlockLayer())), Map),
        (new LinearLayer(16, true), Vector),
        (new DropoutLayer(0.1), Vector),
        (new PatchEmbeddingLayer(16, 4, false, false), Map),
        (new ClassTokenLayer(false), Tokens),
        (new PositionsLayer(Learned), Tokens),
        (new StageLayer(new(new TransformerBlockLayer(2, 16, false))), Tokens),
        (new TransformerBlockLayer(2, 16, false), Tokens),
        (new RegisterTokensLayer(2), Tokens),
        (new DropRegistersLayer(2), Tokens),
        (new TakeClassTokenLayer(), Tokens),
        (new MeanTokensLayer(), Tokens),
        (new PatchProjectionLayer(16), Tokens),
        (new ConcatenateLayer(), Tokens),
    ];

    [Fact]
    public void Cases_Together_HaveEveryLayerOfTheLanguage()
    {
        var all = typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract);

        Cases.Select(each => each.Layer.GetType()).Distinct().Should().BeEquivalentTo(all);
    }

    /// <summary>Blocks of transformers and ConvNeXts stand in a stage, which names or numbers them.</summary>
    [Fact]
    public void Layers_OfTheLanguage_HaveCodeOfTheirWidth()
    {
        var alone = Cases.Where(each => each.Layer is not (TransformerBlockLayer or ConvNeXtBlockLayer));
        foreach (var (layer, input) in alone)
        {
            var named = LayerChain.Infer([new NamedLayer("layer1", layer)], input);

            var code = LayerCode.Of(named, new WidthNames("8", "OutputSize")).Should().ContainSingle().Subject;

            code.Creation.Contains("OutputSize", StringComparison.Ordinal)
                .Should()
                .Be(layer.StatesWidth, $"the code of {layer.Kind} says how wide its output is");
        }
    }
}
