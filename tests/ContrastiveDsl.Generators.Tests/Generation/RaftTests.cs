using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The loop and the loss of RAFT and BYOL′.</summary>
public sealed class RaftTests
{
    [Fact]
    public Task Raft_ThatRunsAway_ComparesPredictionsWithTheTargetOfTheirView() =>
        Generated.MatchesAsync(
            MethodSources.Predictive("Raft", "RunAwayLoss", "[Adam(LearningRate = 3e-4)]"),
            "Raft.RunAway",
            "Shop.ClothesRaft"
        );

    [Fact]
    public void Raft_ThatFollowsACopy_IsByolPrime()
    {
        const string Source =
            MethodSources.Parts
            + """

                [RaftLoss(Alignment = 0.5, CrossModel = 2, Objective = RaftObjective.ByolPrime)]
                public partial class FollowingLoss;

                [Raft(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor), Views = typeof(ClothesViews), Loss = typeof(FollowingLoss))]
                [MomentumEncoder(Momentum = 0.99, Schedule = MomentumSchedule.Constant, Start = TargetStart.Copy)] [Adam(LearningRate = 3e-4)]
                public partial class ClothesRaft;
                """;

        var experiment = EmittedClass.Of(Source, "Shop.ClothesRaft");
        experiment.Text.Should().Contain("/// BYOL′ (Shi et al., 2020, arXiv:2011.10944): ");
        experiment
            .Mentioning("load_state_dict", "EncoderMomentum")
            .Should()
            .Be(
                """
                public const double EncoderMomentum = 0.99;
                TargetEncoder.load_state_dict(Encoder.state_dict());
                TargetProjector.load_state_dict(Projector.state_dict());
                MomentumUpdate.Step(targetParameters, parameters, EncoderMomentum);
                """
            );
        EmittedClass
            .Of(Source, "Shop.FollowingLoss")
            .Members("Alignment", "CrossModel", "Compute")
            .Should()
            .Be(
                """
                public const double Alignment = 0.5;
                public const double CrossModel = 2.0;
                public static Tensor Compute(Tensor predictions0, Tensor predictions1, Tensor targets0, Tensor targets1) =>
                    Raft.Loss(predictions0, predictions1, targets0, targets1, Alignment, CrossModel, RaftObjective.ByolPrime);
                """
            );
    }
}
