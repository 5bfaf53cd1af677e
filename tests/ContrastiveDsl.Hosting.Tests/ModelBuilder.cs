using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Experiment models as the generator would infer them, built by hand.</summary>
internal static class ModelBuilder
{
    internal static TypeName Name(string name, string ns = "Shop") => new(name, $"{ns}.{name}", $"global::{ns}.{name}");

    internal static EquatableArray<NamedLayer> Chain(FeatureShape input, params (string Name, Layer Layer)[] layers) =>
        LayerChain.Infer(
            [.. layers.Select(layer => new NamedLayer(layer.Name, layer.Layer, default, default, AttributeIndex.None))],
            input
        );

    /// <summary>SimCLR on 28×28 grey images: a small residual encoder of 128 features, a head of 64.</summary>
    internal static ExperimentModel Clothes(string name = "ClothesSimClr", string ns = "Shop") =>
        new(
            Name(name, ns),
            new SimClrModel(SeparateViews: false),
            ClothesEncoder,
            ClothesProjector,
            new ViewsModel(
                Name("ClothesViews"),
                new EquatableArray<TransformStep>(
                    new RandomResizedCropStep(0, 0.5, 1, 0.75, 4.0 / 3),
                    new RandomHorizontalFlipStep(0.5),
                    new ColorJitterStep(0.8, 0.8, 0, 0, 0.8),
                    new GaussianBlurStep(3, 0.1, 2, 0.5),
                    new NormalizeStep(new EquatableArray<double>(0.286), new EquatableArray<double>(0.353))
                )
            ),
            new NtXentLossModel(Name("ClothesLoss"), 0.2) { Word = "NtXentLoss" },
            new TrainingModel(5, 256, 1),
            new AdamModel(new AdamAttribute { LearningRate = 4e-3, WeightDecay = 1e-4 }),
            new CosineScheduleModel(0.1, 0, 0),
            Images: null
        );

    private static EncoderModel ClothesEncoder =>
        new(
            Name("ClothesEncoder"),
            new ListedEncoderForm(BlockSettings.Default),
            Channels: 1,
            ImageSize: 28,
            Chain(
                new FeatureShape(1, 28, 28),
                ("conv1", new ConvLayer(32, 3, 1, 1, Bias: false)),
                ("bn1", new BatchNormLayer()),
                ("relu", new ReluLayer()),
                ("block1", new BasicBlockLayer(32, 1, Norm.Batch, 32, ZeroInitResidual: false)),
                ("block2", new BasicBlockLayer(64, 2, Norm.Batch, 32, ZeroInitResidual: false)),
                ("block3", new BasicBlockLayer(128, 2, Norm.Batch, 32, ZeroInitResidual: false)),
                ("pool", new GlobalAveragePoolLayer())
            ),
            Features: 128
        );

    private static HeadModel ClothesProjector =>
        new HeadModel(
            Name("ClothesProjector"),
            new PerceptronForm(Hidden: 256, StatedOutput: 64) { HiddenBias = true }
        ).WithInput(128);
}
