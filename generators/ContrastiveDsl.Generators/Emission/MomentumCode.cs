using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The momentum encoder of an experiment: its members, its schedule, its update.</summary>
internal static class MomentumCode
{
    /// <summary>Adds the momentum encoder and its settings.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="method">What is known of the method.</param>
    public static void AddMembers(ExperimentLayout layout, Method method)
    {
        var name = method.Momentum!.Name;
        var word = name.ToLowerInvariant();
        var momentum = layout.Model?.Momentum ?? method.Momentum.Default;
        var rises = momentum.Schedule == MomentumSchedule.Cosine;
        layout.Constant(
            "EncoderMomentum",
            momentum.Momentum,
            "Momentum of the "
                + word
                + " encoder, which keeps this share of itself "
                + (rises ? "in the first step" : "in every step")
                + Source(nameof(MomentumEncoderAttribute.Momentum))
        );
        if (rises)
        {
            layout.Constant(
                "FinalEncoderMomentum",
                momentum.FinalMomentum,
                "Momentum of the "
                    + word
                    + " encoder at the end of the run"
                    + Source(nameof(MomentumEncoderAttribute.FinalMomentum))
            );
        }

        layout.Network(
            name + "Encoder",
            layout.Model?.Encoder.Type,
            layout.Parts?.NewEncoder,
            "The " + word + " encoder: follows the encoder by momentum, without gradients.",
            follows: "Encoder"
        );
        layout.Network(
            name + "Projector",
            layout.Model?.Projector.Type,
            layout.Parts?.NewProjector,
            "The " + word + " encoder's projector, which follows the projector.",
            follows: "Projector"
        );

        string Source(string setting) =>
            Provenance.Of(
                layout.Model,
                Words.Of<MomentumEncoderAttribute>(),
                setting,
                "the default of [" + method.Word + "]"
            );
    }

    /// <summary>Writes the schedule of the momentum, where it has one.</summary>
    public static void WritePreparation(IndentedWriter writer, MomentumModel? momentum)
    {
        if (momentum is { Schedule: MomentumSchedule.Cosine })
        {
            Code.WriteCall(
                writer,
                "var momentum = new " + Names.Optimization + ".CosineMomentum",
                "EncoderMomentum",
                "FinalEncoderMomentum",
                "(long)order.StepsPerEpoch * run.Settings.Epochs"
            );
        }
    }

    /// <summary>The statement that moves the momentum encoder.</summary>
    public static string Update(ExperimentParts parts) =>
        Update(parts.Experiment, Parameters(parts.Method), ExperimentLayout.FirstParameters);

    /// <summary>The statement that moves the follower of a network that has an optimizer of its own.</summary>
    /// <param name="parts">The experiment's parts.</param>
    /// <param name="network">The network.</param>
    public static string UpdateOf(ExperimentParts parts, string network) =>
        Update(
            parts.Experiment,
            ExperimentMember.ParametersOf(Follower(parts.Method, network)),
            ExperimentMember.ParametersOf(network)
        );

    /// <summary>What a network's follower is called.</summary>
    public static string Follower(Method method, string network) => method.Momentum!.Name + network;

    /// <summary>What the followers of several networks are called, as arguments.</summary>
    public static string Followers(Method method, params string[] networks) =>
        string.Join(", ", networks.Select(network => Follower(method, network)));

    /// <summary>The field that holds the momentum encoder's parameters.</summary>
    public static string Parameters(Method method) => method.Momentum!.Name.ToLowerInvariant() + "Parameters";

    private static string Update(ExperimentModel experiment, string target, string online) =>
        Names.Memory
        + ".MomentumUpdate.Step("
        + target
        + ", "
        + online
        + ", "
        + (experiment.Momentum is { Schedule: MomentumSchedule.Cosine } ? "momentum.At(run.Step)" : "EncoderMomentum")
        + ");";
}
