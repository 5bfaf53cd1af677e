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
}
