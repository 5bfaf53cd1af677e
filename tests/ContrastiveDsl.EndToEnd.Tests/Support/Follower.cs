using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>The momentum encoder of an experiment beside what it follows.</summary>
/// <param name="Online">Encoder and projector.</param>
/// <param name="Target">Their followers.</param>
internal sealed record Follower(nn.Module[] Online, nn.Module[] Target)
{
    /// <summary>The networks of an experiment.</summary>
    public static Follower Of(IExperiment experiment) =>
        experiment switch
        {
            TinyMoCoV1 moco => new([moco.Encoder, moco.Projector], [moco.KeyEncoder, moco.KeyProjector]),
            TinyMoCoV2 moco => new([moco.Encoder, moco.Projector], [moco.KeyEncoder, moco.KeyProjector]),
            TinyMoCoV3 moco => new([moco.Encoder, moco.Projector], [moco.MomentumEncoder, moco.MomentumProjector]),
            TinyTransformerMoCoV3 moco => new(
                [moco.Encoder, moco.Projector],
                [moco.MomentumEncoder, moco.MomentumProjector]
            ),
            TinyByol byol => new([byol.Encoder, byol.Projector], [byol.TargetEncoder, byol.TargetProjector]),
            TinyStillByol byol => new([byol.Encoder, byol.Projector], [byol.TargetEncoder, byol.TargetProjector]),
            TinyRaft raft => new([raft.Encoder, raft.Projector], [raft.TargetEncoder, raft.TargetProjector]),
            TinyByolPrime raft => new([raft.Encoder, raft.Projector], [raft.TargetEncoder, raft.TargetProjector]),
            _ => throw new ArgumentException(
                $"{experiment.GetType().Name} is not known to have a momentum encoder.",
                nameof(experiment)
            ),
        };
}
