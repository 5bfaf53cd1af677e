using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop of MoCo, whose keys a queue keeps.</summary>
public sealed class MoCoTests
{
    [Fact]
    public Task MoCo_Version2_FollowsThenMakesKeysThenEnqueues() =>
        Generated.MatchesAsync(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Channels = 1, ImageSize = 28)] [SplitBatchNorm(8)] [Conv(16, 3, Stride = 2)] [BatchNorm] [Relu] [GlobalAveragePool]
            public partial class ClothesEncoder;

            [ProjectionHead(HeadPreset.MoCoV2, Hidden = 24, Output = 12)]
            public partial class ClothesProjector;

            [AugmentationFamily] [RandomResizedCrop] [RandomHorizontalFlip]
            public partial class ClothesViews;

            [InfoNceLoss(Temperature = 0.2)]
            public partial class QueueLoss;

            [MoCo(Version = 2, Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(QueueLoss))]
            [NegativeQueue(Size = 4096)] [MomentumEncoder(Momentum = 0.99)] [Sgd(LearningRate = 0.03)] [CosineSchedule]
            public partial class ClothesMoCo;
            """,
            "MoCo.V2",
            "Shop.ClothesMoCo"
        );

    [Fact]
    public void MoCo_Version1_NamesItsPaper()
    {
        var experiment = EmittedClass.Of(
            MethodSources.MoCo(
                "Version = 1",
                "[NegativeQueue(Size = 4096)] [Sgd(LearningRate = 0.03, WeightDecay = 1e-4, DecayBiasAndNorm = true)]",
                "LinearProjector"
            ),
            "Shop.ClothesMoCo"
        );

        experiment
            .Text.Should()
            .Contain("/// MoCo v1 (He et al., 2019, arXiv:1911.05722): ")
            .And.Contain(
                "/// Momentum of the key encoder, which keeps this share of itself in every step, the default of [MoCo].\n    /// </summary>\n    public const double EncoderMomentum = 0.999;"
            );
    }

    [Fact]
    public void MoCo_Symmetric_EnqueuesAfterBothLosses()
    {
        var experiment = EmittedClass.Of(
            MethodSources.MoCo(
                "Symmetric = true",
                "[NegativeQueue] [MomentumEncoder(Schedule = MomentumSchedule.Cosine)] [Sgd]",
                "ClothesProjector"
            ),
            "Shop.ClothesMoCo"
        );

        experiment
            .Mentioning("EncoderMomentum", "FinalEncoderMomentum")
            .Should()
            .StartWith(
                """
                public const double EncoderMomentum = 0.999;
                public const double FinalEncoderMomentum = 1.0;
                var momentum = new CosineMomentum(EncoderMomentum, FinalEncoderMomentum, (long)order.StepsPerEpoch * run.Settings.Epochs);
                """
            );
        experiment
            .Step.Should()
            .Contain(
                """
                // Queries of both views, from the network that is trained.
                var q0 = Projector.call(Encoder.call(view0));  // -> [b, 6] -> [b, 12]
                var q1 = Projector.call(Encoder.call(view1));

                // Keys of both views, without gradients: the key network first follows the query network. View 1 comes
                // before view 0, as in the authors' demo: its running statistics depend on the order.
                Tensor k0, k1;
                using (torch.no_grad())
                {
                    MomentumUpdate.Step(keyParameters, parameters, momentum.At(run.Step));
                    k1 = KeyProjector.call(KeyEncoder.call(view1));  // -> [b, 6] -> [b, 12]
                    k0 = KeyProjector.call(KeyEncoder.call(view0));
                }

                // Both directions before the queue takes any key, or images would meet themselves as negatives.
                (q0, q1) = run.World.Gather(q0, q1);  // -> 2 x [B, 12], of all processes
                (k0, k1) = run.World.Gather(k0, k1);
                var loss = QueueLoss.Compute(q0, k1, queue.Keys) + QueueLoss.Compute(q1, k0, queue.Keys);  // -> []
                run.Watch(q0, k1, queue);  // for signs of a collapse

                parameters.ZeroGradients();
                loss.backward();

                // Each process has the gradients of its share; the batch's are their sum.
                run.World.Sum(parameters);

                optimizer.Step(LearningRate);

                // The backward pass has read the queue, so it may change: the keys of this batch replace the oldest.
                queue.Enqueue(torch.cat([k0, k1], 0));
                """
            );
    }

    [Theory]
    [InlineData(
        "Version = 2",
        """
            k = KeyProjector.call(KeyEncoder.call(shuffle.Apply(view1)));
            k = shuffle.Undo(k);
            """,
        "q = run.World.Gather(q);"
    )]
    [InlineData(
        "Symmetric = true",
        """
            k1 = KeyProjector.call(KeyEncoder.call(shuffle.Apply(view1)));
            k1 = shuffle.Undo(k1);
            k0 = KeyProjector.call(KeyEncoder.call(shuffle.Apply(view0)));
            k0 = shuffle.Undo(k0);
            """,
        "(q0, q1) = run.World.Gather(q0, q1);"
    )]
    public void MoCo_WithSplitBatchNorm_ShufflesTheKeysAndGathersThemOnce(
        string arguments,
        string keys,
        string gathered
    )
    {
        var experiment = EmittedClass.Of(
            MethodSources.Parts
                + $$"""

                [Encoder(Channels = 1, ImageSize = 8)] [SplitBatchNorm(8)] [Conv(6, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
                public partial class SplitEncoder;

                [MoCo({{arguments}}, Encoder = typeof(SplitEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(QueueLoss))]
                [NegativeQueue(Size = 4096)] [Sgd]
                public partial class ClothesMoCo;
                """,
            "Shop.ClothesMoCo"
        );

        experiment
            .Mentioning("shuffle")
            .Should()
            .Be("var shuffle = BatchShuffle.Sample(random, batch, view1.device);\n" + keys);
        experiment.Mentioning("Gather").Should().Be(gathered);
    }
}
