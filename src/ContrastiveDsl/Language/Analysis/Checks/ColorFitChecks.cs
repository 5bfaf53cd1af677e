using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that steps which change colors have images that have them.</summary>
internal static class ColorFitChecks
{
    /// <summary>Checks one family of an experiment.</summary>
    /// <param name="experiment">The experiment, whose encoder says how many channels images have.</param>
    /// <param name="views">The family.</param>
    /// <param name="place">Where the experiment names it.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(ExperimentModel experiment, ViewsModel views, Place place, FindingList findings)
    {
        var encoder = experiment.Encoder;
        // Where it is to be changed: for experiments that share family and encoder it is said once, with the family.
        foreach (var step in views.Steps)
        {
            if (encoder.Channels == 1 && step.ColorSetting is { } colors)
            {
                Add(DataRules.NoColors, step, colors, encoder.Type.Name, WithoutColors(step));
            }
            else if (encoder.Channels is not (1 or 3) && step.RgbSetting is { } rgb)
            {
                Add(
                    DataRules.NeedsRgb,
                    step,
                    rgb,
                    encoder.Type.Name,
                    Text.Channels(encoder.Channels),
                    WithoutColors(step)
                );
            }
        }

        void Add(Rule rule, TransformStep step, string setting, params string[] rest)
        {
            findings.AddConflict(rule, views.At(step), place, [setting, views.Type.Name, .. rest]);
            OfferWithoutColors(step, views, encoder.Channels, findings);
        }

        // What a preset brings is not written, so that it cannot be removed.
        string WithoutColors(TransformStep step) =>
            views.IsOfPreset(step)
                ? "Write " + step.WithoutColors(encoder.Channels) + " beside the preset"
                : "Remove it";
    }

    /// <summary>Takes away what changes colors; what a preset brings is written nowhere.</summary>
    private static void OfferWithoutColors(TransformStep step, ViewsModel views, int channels, FindingList findings)
    {
        if (views.IsOfPreset(step))
        {
            return;
        }

        var place = views.At(step);
        var arguments = step.ColorArguments(channels);
        findings.Offer(
            arguments.Count == 0
                ? [Edit.Remove(place)]
                : [.. arguments.Select(name => Edit.Remove(place with { Argument = name }))]
        );
    }
}
