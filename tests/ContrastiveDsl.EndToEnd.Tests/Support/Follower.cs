using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>The momentum encoder of an experiment beside what it follows.</summary>
/// <param name="Online">Encoder and projector, and prototypes where there are such.</param>
/// <param name="Target">Their followers.</param>
internal sealed record Follower(nn.Module[] Online, nn.Module[] Target)
{
    /// <summary>The networks of an experiment.</summary>
    public static Follower Of(IExperiment experiment)
    {
        var name = experiment.GetType().Name;
        var target = TrainingTests.Definition(name).Model.Method.Facts.Momentum!.Name;
        target.Should().NotBeEmpty($"{name} must have a momentum encoder");
        string[] networks =
        [
            .. new[] { "Encoder", "Projector", "Prototypes" }.Where(network =>
                experiment.GetType().GetProperty(target + network) is not null
            ),
        ];
        return new(
            [.. networks.Select(network => Network(experiment, network))],
            [.. networks.Select(network => Network(experiment, target + network))]
        );
    }

    private static nn.Module Network(IExperiment experiment, string name) =>
        (nn.Module)experiment.GetType().GetProperty(name)!.GetValue(experiment)!;
}
