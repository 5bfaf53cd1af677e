using ContrastiveDsl.Generators.Tests.Harness;
using static ContrastiveDsl.Generators.Tests.Harness.PretextSources;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loops of the methods with labels, memory banks, patches or two trained encoders.</summary>
public sealed class PretextTests
{
    [Fact]
    public Task SupCon_OfTwoViews_ReadsTheLabels() =>
        Generated.MatchesAsync(
            Parts
                + """

                [SupCon(Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), Views = typeof(ClothesViews), Loss = typeof(LabelLoss))]
                [Sgd(LearningRate = 0.05)] [CosineSchedule]
                public partial class ClothesSupCon;
                """,
            "SupCon.TwoViews",
            "Shop.ClothesSupCon"
        );

    [Fact]
    public void SupCon_OfThreeViewsAndTwoFamilies_DrawsAllButTheFirstFromTheSecond()
    {
        var experiment = EmittedClass.Of(
            Parts
                + """

                [SupCon(ViewCount = 3, Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), Views = typeof(ClothesViews), SecondViews = typeof(FlippedViews), Loss = typeof(LabelLoss))]
                [Adam]
                public partial class ClothesSupCon;
                """,
            "Shop.ClothesSupCon"
        );

        experiment
            .Forward.Should()
            .Be(
                """
                // Three random views of every image, the first of a family of its own.
                var share = run.World.Share(batch);              // this process's b of the batch's B images
                var pixels = images.Load(share);                 // [b, 1, H, W]
                var drawn = SampleViews(pixels, random, share);  // -> 3 x [b, 1, 8, 8]
                var labels = images.LoadLabels(batch);           // [B]

                // All views in one batch: a single forward pass.
                var views = torch.cat(drawn, 0);     // [3b, 1, 8, 8]
                var features = Encoder.call(views);  // -> [3b, 6]
                var z = Projector.call(features).view(3, -1, LinearProjector.OutputSize)
                    .transpose(0, 1);  // -> [b, 3, 12]
                z = run.World.Gather(z);                  // -> [B, 3, 12], of all processes
                var loss = LabelLoss.Compute(z, labels);  // -> []
                run.Watch(z.select(1, 0), z.select(1, 1));  // for signs of a collapse
                """
            );
        experiment
            .Members("SampleViews")
            .Should()
            .Be(
                """
                private static Tensor[] SampleViews(ImageBatch pixels, RandomSource random, Batch batch)
                {
                    var view0 = ClothesViews.SampleView(pixels, random, batch, view: 0, ClothesEncoder.ImageSize);
                    var view1 = FlippedViews.SampleView(pixels, random, batch, view: 1);
                    var view2 = FlippedViews.SampleView(pixels, random, batch, view: 2);
                    return [view0, view1, view2];
                }
                Tensor[] IExperiment.SampleViews(ImageBatch pixels, RandomSource random, Batch batch) =>
                    SampleViews(pixels, random, batch);
                """
            );
    }

    [Fact]
    public Task InstanceDiscrimination_ByNoise_HasABankAndAPartition() =>
        Generated.MatchesAsync(
            Parts
                + """

                [InstanceDiscrimination(Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), Views = typeof(ClothesViews), Loss = typeof(NoiseLoss))]
                [MemoryBank(Momentum = 0.25, Negatives = 16)] [Adam]
                public partial class ClothesInstanceDiscrimination;
                """,
            "InstanceDiscrimination.Nce",
            "Shop.ClothesInstanceDiscrimination"
        );

    [Fact]
    public void InstanceDiscrimination_ByTheFullSoftmaxOfAFilledBank_HasNoPartition()
    {
        var experiment = EmittedClass.Of(
            Parts
                + """

                [InstanceDiscrimination(Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), Views = typeof(ClothesViews), Loss = typeof(BankLoss))]
                [MemoryBank(Negatives = 0, Fill = true)] [Adam]
                public partial class ClothesInstanceDiscrimination;
                """,
            "Shop.ClothesInstanceDiscrimination"
        );

        experiment.Text.Should().NotContain("partition");
        experiment
            .Members("Train")
            .Should()
            .Contain(
                """
                    Bank.Prepare(images.Count);

                    // The entries begin as embeddings of the images themselves.
                    if (run.Step == 0)
                    {
                        using var noGrad = torch.no_grad();
                        for (var start = 0; start < images.Count; start += run.Settings.BatchSize)
                        {
                            using var scope = torch.NewDisposeScope();

                            // The last batch is as large as the others, for batch normalization.
                            var first = Math.Min(start, images.Count - run.Settings.BatchSize);
                            var clean = ClothesViews.Clean(run.World.Share(images.Range(first, run.Settings.BatchSize)));
                            Bank.Fill(first, run.World.Gather(Projector.call(Encoder.call(clean))));
                            run.ReportPreparation("filling the memory bank", first + run.Settings.BatchSize, images.Count);
                            if (run.StopRequested)
                            {
                                return;
                            }
                        }
                    }

                    run.Begin(Definition, order.StepsPerEpoch);
                """
            );
        experiment
            .Step.Should()
            .Contain(
                """
                // The entries of the whole batch in the bank; for each image all others are negatives.
                var draw = Bank.Draw(batch);

                // Each view recognizes its image's entry.
                var v = Projector.call(Encoder.call(view));                       // -> [b, 6] -> [b, 12]
                v = run.World.Gather(v);                                          // -> [B, 12], of all processes
                var scores = Bank.Compare(v, draw);                               // -> [B] and [B, N]
                var loss = BankLoss.Compute(scores.Positives, scores.Negatives);  // -> []
                """
            );
    }

    [Fact]
    public Task Pirl_WithAJigsaw_ComparesBothTermsWithOneDraw() =>
        Generated.MatchesAsync(
            Parts
                + """

                [Pirl(
                    Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), PatchHead = typeof(JigsawHead),
                    Views = typeof(ClothesViews), PatchViews = typeof(FlippedViews), Loss = typeof(NoiseLoss))]
                [Jigsaw(Grid = 2)] [MemoryBank(Negatives = 16)] [Adam]
                public partial class ClothesPirl;
                """,
            "Pirl.Jigsaw",
            "Shop.ClothesPirl",
            "Shop.JigsawHead"
        );

    /// <summary>What the attribute leaves out follows from what it states, and says so.</summary>
    [Theory]
    [InlineData("Grid = 2", "(ClothesEncoder.ImageSize + JigsawGrid - 1) / JigsawGrid", "JigsawCell / 4")]
    [InlineData("Grid = 2, Cell = 4", "4", "JigsawCell / 4")]
    [InlineData("Grid = 2, Jitter = 1", "(ClothesEncoder.ImageSize + JigsawGrid - 1) / JigsawGrid", "1")]
    [InlineData("Grid = 2, Cell = 4, Jitter = 1", "4", "1")]
    public void Pirl_WithAJigsaw_ShowsHowItsSizesFollow(string jigsaw, string cell, string jitter)
    {
        var experiment = EmittedClass.Of(
            Of("Pirl", "NoiseLoss", $"[Jigsaw({jigsaw})] [MemoryBank] [Adam]", JigsawParts),
            "Shop.ClothesPirl"
        );

        experiment
            .Members("JigsawCell", "JigsawJitter")
            .Should()
            .Be($"public const int JigsawCell = {cell};\npublic const int JigsawJitter = {jitter};");
        experiment
            .Text.Should()
            .Contain($"Side of a cell of the jigsaw in pixels, {(cell == "4" ? "set by" : "the default of")} [Jigsaw]")
            .And.Contain($"may move inside it, {(jitter == "1" ? "set by" : "the default of")} [Jigsaw].");
    }

    [Fact]
    public void Pirl_WithARotation_RotatesAnotherCrop()
    {
        var experiment = EmittedClass.Of(
            Parts
                + """

                [Pirl(
                    Lambda = 0.25, Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), PatchHead = typeof(TurnedHead),
                    Views = typeof(ClothesViews), PatchViews = typeof(FlippedViews), Loss = typeof(BankLoss))]
                [Rotation(MinScale = 0.5)] [MemoryBank(Negatives = 16, Distinct = true, ExcludePositive = true)] [Adam]
                public partial class ClothesPirl;
                """,
            "Shop.ClothesPirl"
        );

        experiment
            .Members("Lambda", "RotationMinScale")
            .Should()
            .Be("public const double Lambda = 0.25;\npublic const double RotationMinScale = 0.5;");
        experiment
            .Forward.Should()
            .Contain(
                """
                // A random view of every image, and one of another crop of it that is rotated.
                var share = run.World.Share(batch);                        // this process's b of the batch's B images
                var pixels = images.Load(share);                           // [b, 1, H, W]
                var (view, patches) = SampleViews(pixels, random, share);  // -> [b, 1, 8, 8] and [b, 1, 8, 8]
                """
            )
            .And.Contain("Bank.Draw(random, batch, Negatives, distinct: true, excludePositive: true);")
            .And.Contain("Encoder.call(patches).view(-1, 1, ClothesEncoder.FeatureSize);");
        experiment
            .Members("SampleViews")
            .Should()
            .StartWith(
                """
                private static (Tensor, Tensor) SampleViews(ImageBatch pixels, RandomSource random, Batch batch)
                {
                    using var scope = torch.NewDisposeScope();

                    // The number of a view says which random numbers it gets: 0 is the image's, 1 the rotation's, and from 2 on the
                    // patches'.
                    var view = ClothesViews.SampleView(pixels, random, batch, view: 0, ClothesEncoder.ImageSize);

                    // Another crop of each image, rotated by a random multiple of 90 degrees; then a random view of that.
                    var rotated = Rotation.Sample(
                        pixels, random, batch, view: 1, ClothesEncoder.ImageSize, RotationMinScale);  // [N, 1, 8, 8]
                    var patches = FlippedViews.SampleView(rotated, random, batch, view: 2);
                    return (view.MoveToOuterDisposeScope(), patches.MoveToOuterDisposeScope());
                }
                """
            );
    }

    [Fact]
    public Task Cpc_WithMaskedConvolutions_PredictsTheRowsBelow() =>
        Generated.MatchesAsync(
            Parts
                + """

                [Cpc(Patch = 4, Stride = 2, Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), Views = typeof(FlippedViews), Loss = typeof(PatchLoss))]
                [Adam(LearningRate = 2e-4)]
                public partial class ClothesCpc;
                """,
            "Cpc.MaskedConvolution",
            "Shop.ClothesCpc"
        );

    [Fact]
    public void Cpc_WithARecurrentUnitAndACrop_CropsEachPatch()
    {
        var experiment = EmittedClass.Of(
            Parts
                + """

                [Cpc(Steps = 1, Context = ContextKind.Gru, Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), Views = typeof(ClothesViews), Loss = typeof(PatchLoss))]
                [Adam]
                public partial class ClothesCpc;
                """,
            "Shop.ClothesCpc"
        );

        experiment
            .Mentioning("GruContext")
            .Should()
            .Be("Context = new GruContext(LinearProjector.OutputSize, device);\npublic GruContext Context { get; }");
        experiment
            .Mentioning("grid")
            .Should()
            .EndWith("return ClothesViews.SampleView(grid, random, batch, view: 0, Patch);");
        experiment
            .Forward.Should()
            .Contain(
                "// Each patch is encoded alone; the context of a place knows the place and those above it in its column.\n"
            );
    }

    [Fact]
    public Task EndToEnd_WithAnotherKeyEncoder_SizesItsHeadByIt() =>
        Generated.MatchesAsync(
            Parts
                + """

                [EndToEnd(
                    Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), KeyEncoder = typeof(OtherEncoder), KeyProjector = typeof(ClothesProjector),
                    Views = typeof(ClothesViews), Loss = typeof(KeyLoss))]
                [Adam]
                public partial class ClothesEndToEnd;
                """,
            "EndToEnd.OtherKeyEncoder",
            "Shop.ClothesEndToEnd"
        );

    [Fact]
    public void EndToEnd_ByDefault_TrainsTwoNetworksOfOneKind()
    {
        var experiment = EmittedClass.Of(
            Parts
                + """

                [EndToEnd(Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), Views = typeof(ClothesViews), Loss = typeof(KeyLoss))]
                [Sgd(LearningRate = 0.05)]
                public partial class ClothesEndToEnd;
                """,
            "Shop.ClothesEndToEnd"
        );

        experiment
            .Mentioning("ClothesEncoder", "LinearProjector", "ParameterSet")
            .Should()
            .StartWith(
                """
                private readonly ParameterSet parameters;
                Encoder = new ClothesEncoder(device);
                Projector = new LinearProjector(ClothesEncoder.FeatureSize, device);
                KeyEncoder = new ClothesEncoder(device);
                KeyProjector = new LinearProjector(ClothesEncoder.FeatureSize, device);
                parameters = new ParameterSet(Encoder, Projector, KeyEncoder, KeyProjector);
                """
            );
    }

    [Fact]
    public Task Siamese_WithLabels_ReadsThem() =>
        Generated.MatchesAsync(
            Parts
                + """

                [Siamese(Pairs = SimilarPairs.Labels, Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), Views = typeof(ClothesViews), Loss = typeof(PairLoss))]
                [Adam]
                public partial class ClothesSiamese;
                """,
            "Siamese.Labels",
            "Shop.ClothesSiamese"
        );

    [Fact]
    public void Siamese_WithoutLabels_HasViewsOfOneImageSimilar()
    {
        var experiment = EmittedClass.Of(
            Parts
                + """

                [Siamese(Encoder = typeof(ClothesEncoder), Projector = typeof(LinearProjector), Views = typeof(ClothesViews), Loss = typeof(PairLoss))]
                [Adam]
                public partial class ClothesSiamese;
                """,
            "Shop.ClothesSiamese"
        );

        experiment
            .Forward.Should()
            .Contain(
                """
                // Without labels, only views of one image are similar.
                var labels = torch.full(batch.Samples.Length, -1, dtype: ScalarType.Int64, device: pixels.Device);
                """
            )
            .And.NotContain("LoadLabels");
    }

    [Theory]
    [InlineData(1, "[b, 1, 8, 8]")]
    [InlineData(64, "[64b, 1, 8, 8]")]
    public void SupCon_OfAsManyViewsAsAreAllowed_Compiles(int views, string shape)
    {
        var run = GeneratorRun.Start(
            Compilations.Create(Of("SupCon", "LabelLoss", "[Adam]", $", ViewCount = {views}"))
        );

        Compilations.Complaints(run.Output).Should().BeEmpty();
        run.Files["Shop.ClothesSupCon.g.cs"]
            .Should()
            .Contain($"view: {views - 1}, ")
            .And.Contain($"// {shape}")
            .And.Contain($".view({views}, -1, ");
    }

    [Theory]
    [InlineData("SupCon", "LabelLoss", "[Adam]", "", "z, Tensor labels")]
    [InlineData("InstanceDiscrimination", "NoiseLoss", "[MemoryBank] [Adam]", "", "positives, Tensor negatives")]
    [InlineData("Pirl", "NoiseLoss", "[Rotation] [MemoryBank] [Adam]", TurnedParts, "positives, Tensor negatives")]
    [InlineData("Cpc", "PatchLoss", "[Adam]", "", "queries, Tensor keys")]
    [InlineData("EndToEnd", "KeyLoss", "[Adam]", "", "queries, Tensor keys")]
    [InlineData("Siamese", "PairLoss", "[Adam]", "", "z0, Tensor z1, Tensor labels")]
    public void Loss_OfTheUsers_IsCalledWithTheMethodsTensors(
        string method,
        string loss,
        string others,
        string arguments,
        string parameters
    )
    {
        var first = parameters.Split(',')[0];
        var source =
            "using static TorchSharp.torch;\n"
            + Of(method, loss, others, arguments)
                .Replace($"Loss = typeof({loss})", "Loss = typeof(CustomLoss)", StringComparison.Ordinal)
            + $$"""


                /// <summary>Their own.</summary>
                [Loss]
                public static partial class CustomLoss
                {
                    /// <summary>Nothing of worth.</summary>
                    public static Tensor Compute(Tensor {{parameters}}) => {{first}}.mean();
                }
                """;

        var run = GeneratorRun.Start(Compilations.Create(source));

        Compilations.Complaints(run.Output).Should().BeEmpty();
        run.Files[$"Shop.Clothes{method}.g.cs"]
            .Should()
            .Contain("CustomLoss.Compute(")
            .And.NotContain("partition")
            .And.NotContain("Cannot work as declared");
    }
}
