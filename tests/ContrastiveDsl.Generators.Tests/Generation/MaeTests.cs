using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of MAE, and the transformer that leaves patches out.</summary>
public sealed class MaeTests
{
    [Fact]
    public Task Mae_EncodesVisiblePatchesAndPaintsTheOthers() =>
        Generated.MatchesAsync(MaeSource.Text, "Mae.Masked", "Shop.ClothesTransformer", "Shop.ClothesMae");

    [Fact]
    public void Mae_InMicroBatches_AddsTheirGradientsUp() =>
        EmittedClass
            .Of(
                MaeSource.Text.Replace(
                    "BatchSize = 128",
                    "BatchSize = 4096, MicroBatch = 64",
                    StringComparison.Ordinal
                ),
                "Shop.ClothesMae"
            )
            .Step.Should()
            .StartWith(
                """
                // The loss is a mean over images: micro-batches of m images pass one after the other, and their
                // gradients add up.
                parameters.ZeroGradients();
                var share = run.World.Share(batch);  // this process's b of the batch's B images
                var accumulation = new GradientAccumulation(run, MicroBatch, Encoder, Decoder);
                foreach (var micro in accumulation.Of(share))
                {
                    using var microScope = torch.NewDisposeScope();

                    // One random view of every image.
                    var pixels = images.Load(micro);  // [m, 1, H, W]
                    var view = ClothesViews.SampleView(
                        pixels, random, micro, view: 0, ClothesTransformer.ImageSize);  // -> [m, 1, 8, 8]

                    // The encoder sees the visible patches alone, other ones of each image in each epoch.
                    var mask = RandomMask.Sample(random, micro, Patches, VisiblePatches, view.device);
                    var tokens = Encoder.ForwardVisible(view, mask);  // -> [m, 7, 12]

                    // The decoder knows where the tokens belong, and paints every patch.
                    var painted = Decoder.call(tokens, mask);     // -> [m, 16, 4]
                    var patches = PixelPatches.Cut(view, Patch);  // -> [m, 16, 4]
                    var removed = mask.Removed;                   // -> [m, 16]

                    // What was visible is no news: only removed patches count.
                    var loss = PixelLoss.Compute(patches, painted, removed);  // -> []
                    accumulation.Watch(painted, patches);  // for signs of a collapse
                    accumulation.Backward(loss);  // weighted by its share of the batch's images
                }

                // Each process has the gradients of its share; the batch's are their sum.
                run.World.Sum(parameters);

                optimizer.Step(LearningRate);

                run.CompleteStep(accumulation.Loss, LearningRate, parameters);
                """
            );

    /// <summary>
    /// What the method does not read is a warning, and no reason for a stub, though a class that names itself looks as
    /// if it were without parts.
    /// </summary>
    [Fact]
    public void Mae_WithItselfForAProjector_IsNoStub() =>
        EmittedClass
            .Of(
                MaeSource.Text.Replace("[Mae(", "[Mae(Projector = typeof(ClothesMae), ", StringComparison.Ordinal),
                "Shop.ClothesMae"
            )
            .Step.Should()
            .Contain("var loss = PixelLoss.Compute(patches, painted, removed);");

    [Fact]
    public void Transformer_OfTheClassToken_MasksAllTheSame()
    {
        var encoder = EmittedClass.Of(
            MaeSource.Text.Replace(", Pooling = TokenPooling.Mean", "", StringComparison.Ordinal),
            "Shop.ClothesTransformer"
        );

        encoder
            .Mentioning("return")
            .Should()
            .Be(
                "return x.select(1, 0).MoveToOuterDisposeScope();\nreturn ln.call(layers.call(x)).MoveToOuterDisposeScope();\nreturn ln.call(layers.call(x)).MoveToOuterDisposeScope();"
            );
    }
}

/// <summary>MAE for the tests of all methods.</summary>
internal sealed record MaeSource() : ExperimentSource("ClothesMae", Text, "DecoderDepth = 1")
{
    /// <summary>The declaration.</summary>
    public const string Text =
        Sources.Parts
        + """

            [Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 8)]
            [VisionTransformer(Patch = 2, Width = 12, Depth = 2, Heads = 3, Positions = Positions.SinCos, Pooling = TokenPooling.Mean)]
            public partial class ClothesTransformer;

            [ReconstructionLoss]
            public partial class PixelLoss;

            [Mae(MaskRatio = 0.625, DecoderWidth = 20, DecoderDepth = 1, DecoderHeads = 4, Encoder = typeof(ClothesTransformer), Views = typeof(ClothesViews), Loss = typeof(PixelLoss))]
            [Training(BatchSize = 128)] [AdamW(LearningRate = 0.001)]
            public partial class ClothesMae;
            """;
}
