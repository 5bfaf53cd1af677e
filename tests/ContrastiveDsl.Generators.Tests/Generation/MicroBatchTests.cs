using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>What a batch that passes in micro-batches changes of a step.</summary>
public sealed class MicroBatchTests
{
    [Theory]
    [InlineData(
        "SimClr",
        "Loss = typeof(ClothesLoss)",
        """
            // A micro-batch at a time and without a graph: of the whole batch the loss needs no more than this.
            var cache = new GradientCache(run, MicroBatch, Encoder, Projector);
            var z = cache.Embed([view0, view1], micro =>
            {
                var views = torch.cat(micro, 0);              // [2m, 1, 8, 8]
                var features = Encoder.call(views);           // -> [2m, 6]
                return Projector.call(features).chunk(2, 0);  // -> 2 x [m, 12]
            });

            var (z0, z1) = run.World.Gather(z[0], z[1]);  // -> 2 x [B, 12], of all processes
            var loss = ClothesLoss.Compute(z0, z1);       // -> []
            """
    )]
    [InlineData(
        "SimClr",
        "SeparateViews = true, Loss = typeof(ClothesLoss)",
        """
            // A micro-batch at a time and without a graph: of the whole batch the loss needs no more than this.
            var cache = new GradientCache(run, MicroBatch, Encoder, Projector);
            var z = cache.Embed([view0, view1], micro =>
            [
                Projector.call(Encoder.call(micro[0])),  // -> [m, 6] -> [m, 12]
                Projector.call(Encoder.call(micro[1])),
            ]);

            var (z0, z1) = run.World.Gather(z[0], z[1]);  // -> 2 x [B, 12], of all processes
            """
    )]
    [InlineData(
        "MoCoV3",
        "Predictor = typeof(ClothesPredictor), Loss = typeof(BatchContrast)",
        """
            // Queries of both views: encoder, projector, predictor.
            // A micro-batch at a time and without a graph: of the whole batch the loss needs no more than this.
            var cache = new GradientCache(run, MicroBatch, Encoder, Projector, Predictor);
            var q = cache.Embed([view0, view1], micro =>
            [
                Predictor.call(Projector.call(Encoder.call(micro[0]))),  // -> [m, 6] -> [m, 12] -> [m, 12]
                Predictor.call(Projector.call(Encoder.call(micro[1]))),
            ]);

            // Keys of both views, without gradients and without a predictor: the momentum network first follows the
            // trained one.
            Tensor[] k;
            using (torch.no_grad())
            {
                MomentumUpdate.Step(momentumParameters, parameters, momentum.At(run.Step));
                k = new GradientCache(run, MicroBatch, MomentumEncoder, MomentumProjector).Embed([view0, view1], micro =>
                [
                    MomentumProjector.call(MomentumEncoder.call(micro[0])),  // -> [m, 6] -> [m, 12]
                    MomentumProjector.call(MomentumEncoder.call(micro[1])),
                ]);
            }
            """
    )]
    [InlineData(
        "SupCon",
        "ViewCount = 3, Loss = typeof(LabelLoss)",
        """
            // A micro-batch at a time and without a graph: of the whole batch the loss needs no more than this.
            var cache = new GradientCache(run, MicroBatch, Encoder, Projector);
            var projections = cache.Embed(drawn, micro =>
            {
                var views = torch.cat(micro, 0);  // [3m, 1, 8, 8]
                var features = Encoder.call(views);  // -> [3m, 6]
                return [Projector.call(features).view(3, -1, ClothesProjector.OutputSize).transpose(0, 1)];  // -> [m, 3, 12]
            });

            var z = run.World.Gather(projections[0]);  // -> [B, 3, 12], of all processes
            """
    )]
    [InlineData(
        "Byol",
        "Predictor = typeof(ClothesPredictor), Loss = typeof(TargetLoss)",
        """
            // The target network, without gradients and without a predictor.
            Tensor[] t;
            using (torch.no_grad())
            {
                t = new GradientCache(run, MicroBatch, TargetEncoder, TargetProjector).Embed([view0, view1], micro =>
                [
                    TargetProjector.call(TargetEncoder.call(micro[0])),  // -> [m, 6] -> [m, 12]
                    TargetProjector.call(TargetEncoder.call(micro[1])),
                ]);
            }

            // Each prediction shall be the target of the other view.
            var (p0, p1) = run.World.Gather(p[0], p[1]);  // -> 2 x [B, 12], of all processes
            var (t0, t1) = run.World.Gather(t[0], t[1]);
            """
    )]
    [InlineData(
        "SimSiam",
        "Predictor = typeof(ClothesPredictor), Loss = typeof(CosineLoss)",
        """
            // Projections and predictions of both views, from one network.
            // A micro-batch at a time and without a graph: of the whole batch the loss needs no more than this.
            var cache = new GradientCache(run, MicroBatch, Encoder, Projector, Predictor);
            var embedded = cache.Embed([view0, view1], micro =>
            {
                var projected0 = Projector.call(Encoder.call(micro[0]));  // -> [m, 6] -> [m, 12]
                var projected1 = Projector.call(Encoder.call(micro[1]));
                return [projected0, projected1, Predictor.call(projected0), Predictor.call(projected1)];
            });

            var (z0, z1) = run.World.Gather(embedded[0], embedded[1]);  // -> 2 x [B, 12], of all processes
            var (p0, p1) = run.World.Gather(embedded[2], embedded[3]);
            """
    )]
    public void Step_InMicroBatches_EmbedsThroughACache(string method, string arguments, string forward)
    {
        var experiment = EmittedClass.Of(
            MethodSources.Parts
                + $$"""

                [SupConLoss]
                public partial class LabelLoss;

                [{{method}}(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), {{arguments}})]
                [Training(BatchSize = 8192, MicroBatch = 256)] [Adam(LearningRate = 0.001)]
                public partial class ClothesExperiment;
                """,
            "Shop.ClothesExperiment"
        );

        experiment.Mentioning("const").Should().Contain("public const int MicroBatch = 256;");
        experiment
            .Step.Should()
            .Contain(forward)
            .And.Contain(
                """
                parameters.ZeroGradients();
                loss.backward();  // As far as the embeddings.

                // From there to the parameters: each micro-batch passes again, with a graph, as it did before.
                cache.Backward();

                // Each process
                """
            );
    }

    [Fact]
    public void MoCo_InMicroBatches_MakesAllKeysThenAddsGradientsUp()
    {
        var experiment = MoCo(string.Empty, "ClothesEncoder");

        experiment
            .Step.Should()
            .Contain(
                """
                // Keys, without gradients, a micro-batch at a time: the key network first follows the query network,
                // then sees the other view.
                Tensor k;
                using (torch.no_grad())
                {
                    MomentumUpdate.Step(keyParameters, parameters, EncoderMomentum);
                    var keys = new GradientCache(run, MicroBatch, KeyEncoder, KeyProjector).Embed([view1], micro =>
                    [
                        KeyProjector.call(KeyEncoder.call(micro[0])),  // -> [m, 6] -> [m, 12]
                    ]);
                    k = run.World.Gather(keys[0]);  // -> [B, 12], of all processes
                }

                // Queries, from the network that is trained, against the same queue. The loss is a mean over them:
                // micro-batches of m images pass one after the other, and their gradients add up.
                parameters.ZeroGradients();
                var accumulation = new GradientAccumulation(run, MicroBatch, Encoder, Projector);
                foreach (var micro in accumulation.Of(view0, run.World.Share(k)))
                {
                    using var microScope = torch.NewDisposeScope();

                    var q = Projector.call(Encoder.call(micro[0]));         // -> [m, 6] -> [m, 12]
                    var loss = QueueLoss.Compute(q, micro[1], queue.Keys);  // -> []
                    accumulation.Watch(q, micro[1], queue);  // for signs of a collapse
                    accumulation.Backward(loss);  // weighted by its share of the batch's images
                }

                // Each process has the gradients of its share; the batch's are their sum.
                run.World.Sum(parameters);

                optimizer.Step(LearningRate);

                // The backward pass has read the queue, so it may change: the keys of this batch replace the oldest.
                queue.Enqueue(k);

                run.CompleteStep(accumulation.Loss, LearningRate, parameters);
                """
            );
    }

    [Fact]
    public void MoCo_SymmetricInMicroBatches_ShufflesTheBatchAndPairsViewsWithKeys()
    {
        var experiment = MoCo("Symmetric = true, ", "SplitEncoder");

        experiment
            .Step.Should()
            .Contain(
                """
                    Tensor[] shuffled = [shuffle.Apply(view1), shuffle.Apply(view0)];
                    var keys = new GradientCache(run, MicroBatch, KeyEncoder, KeyProjector).Embed(shuffled, micro =>
                """
            )
            .And.Contain("k1 = shuffle.Undo(keys[0]);  // -> [B, 12], of all processes")
            .And.Contain("k0 = shuffle.Undo(keys[1]);")
            .And.Contain(
                "foreach (var micro in accumulation.Of(view0, run.World.Share(k1), view1, run.World.Share(k0)))"
            )
            .And.Contain(
                "var loss = QueueLoss.Compute(q0, micro[1], queue.Keys) + QueueLoss.Compute(q1, micro[3], queue.Keys);"
            )
            .And.Contain("accumulation.Watch(q0, micro[1], queue);")
            .And.Contain("queue.Enqueue(torch.cat([k0, k1], 0));");
    }

    [Fact]
    public void Distill_InMicroBatches_KeepsWhatTheQueueTakes() =>
        EmittedClass
            .Of(
                DistillSource.Text.Replace(
                    "BatchSize = 128",
                    "BatchSize = 128, MicroBatch = 32, Precision = Precision.BFloat16",
                    StringComparison.Ordinal
                ),
                "Shop.ClothesDistill"
            )
            .Step.Should()
            .Contain(
                """
                    // What the teacher says of the view, without gradients, and what the student does.
                    var t = teacher.Features(view);              // -> [m, 12]
                    var z = Projector.call(Encoder.call(view));  // -> [m, 6] -> [m, 12]

                    // The student's features are the teacher's, and as similar to those of earlier images.
                    var loss = StudentLoss.Compute(z, t, queue.Keys);  // -> []
                    accumulation.Keep(t);  // for the queue, which takes all of the batch together
                    accumulation.Watch(z, t, queue);  // for signs of a collapse
                    accumulation.Backward(loss);  // weighted by its share of the batch's images
                }
                """
            )
            .And.Contain("queue.Enqueue(accumulation.Kept());");

    [Fact]
    public void Pirl_InMicroBatches_CutsPatchesByImages() =>
        EmittedClass
            .Of(
                PretextSources.Of(
                    "Pirl",
                    "NoiseLoss",
                    "[Jigsaw(Grid = 2)] [MemoryBank(Negatives = 16)] [Training(BatchSize = 128, MicroBatch = 32)] [Adam]",
                    PretextSources.JigsawParts
                ),
                "Shop.ClothesPirl"
            )
            .Step.Should()
            .Contain(
                """
                var cache = new GradientCache(run, MicroBatch, Encoder, Projector, PatchHead);
                var z = cache.Embed([view, patches.unflatten(0, -1, JigsawGrid * JigsawGrid)], micro =>
                {
                    var patchFeatures = Encoder.call(micro[1].flatten(0, 1))
                        .view(-1, JigsawGrid * JigsawGrid, ClothesEncoder.FeatureSize);  // -> [m, 4, 6]
                    return [PatchHead.call(patchFeatures), Projector.call(Encoder.call(micro[0]))];  // -> 2 x [m, 12]
                });

                var (gPatches, fImage) = run.World.Gather(z[0], z[1]);  // -> 2 x [B, 12], of all processes
                """
            )
            .And.Contain("cache.Backward();");

    [Fact]
    public void Bank_InMicroBatches_IsFilledInThemToo() =>
        EmittedClass
            .Of(
                PretextSources.Of(
                    "InstanceDiscrimination",
                    "BankLoss",
                    "[MemoryBank(Negatives = 0, Fill = true)] [Training(BatchSize = 128, MicroBatch = 32)] [Adam]"
                ),
                "Shop.ClothesInstanceDiscrimination"
            )
            .Text.Should()
            .Contain(
                """
                var embedded = new GradientCache(run, MicroBatch, Encoder, Projector).Embed([clean], micro =>
                """
            )
            .And.Contain("Bank.Fill(first, run.World.Gather(embedded[0]));")
            .And.Contain("var v = run.World.Gather(z[0]);");

    private static EmittedClass MoCo(string arguments, string encoder) =>
        EmittedClass.Of(
            MethodSources.Parts
                + $$"""

                [Encoder(Channels = 1, ImageSize = 8)] [SplitBatchNorm(4)] [Conv(6, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
                public partial class SplitEncoder;

                [MoCo({{arguments}}Encoder = typeof({{encoder}}), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(QueueLoss))]
                [NegativeQueue(Size = 4096)] [Training(BatchSize = 512, MicroBatch = 128)] [Sgd(LearningRate = 0.03)]
                public partial class ClothesMoCo;
                """,
            "Shop.ClothesMoCo"
        );
}
