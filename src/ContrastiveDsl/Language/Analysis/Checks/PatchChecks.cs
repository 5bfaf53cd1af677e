using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks what all methods with patches of an image have in common.</summary>
internal static class PatchChecks
{
    /// <summary>
    /// Whether number and size of the patches can be trusted: of settings out of range that give them, nothing else need
    /// be said.
    /// </summary>
    /// <param name="experiment">An experiment with patches.</param>
    /// <param name="findings">What its method has found.</param>
    public static bool AreSound(ExperimentModel experiment, FindingList findings) =>
        experiment.Encoder.ImageSize > 0
        && !findings.Exists(finding =>
            finding.Rule == DataRules.PatchRange
            && finding.Place.Argument is { } setting
            && SizeSettings(experiment).Contains(setting, StringComparer.Ordinal)
        );

    private static IReadOnlyList<string> SizeSettings(ExperimentModel experiment) =>
        experiment.Pretext is { } pretext ? pretext.Transform.SizeSettings : GridModel.SizeSettings;

    /// <summary>Checks that an encoder without a fault can take images of the patches' size.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="patch">Side of the patches in pixels.</param>
    /// <param name="maker">What makes them, in words.</param>
    /// <param name="fix">How to make them larger.</param>
    /// <param name="place">Where their size is stated.</param>
    /// <param name="findings">Where findings go.</param>
    public static void CheckFit(
        EncoderModel encoder,
        int patch,
        string maker,
        string fix,
        Place place,
        FindingList findings
    )
    {
        if (!encoder.IsCustom && patch != encoder.ImageSize && Misfit(encoder, patch, fix) is { } misfit)
        {
            findings.AddConflict(
                DataRules.PatchTooSmall,
                place,
                encoder.At(),
                maker,
                Text.Of(patch),
                encoder.Type.Name,
                misfit.Reason,
                misfit.Instead
            );
        }
    }

    /// <summary>
    /// Why an encoder cannot take images of another size than its own, and what to do instead; or
    /// <see langword="null"/>.
    /// </summary>
    private static (string Reason, string Instead)? Misfit(EncoderModel encoder, int patch, string fix)
    {
        if (encoder.FixesSize is { } fixing)
        {
            return (
                "takes images of " + Text.Of(encoder.ImageSize) + " pixels only: " + fixing + " fixes the size",
                encoder.Form.SizeRemedy
            );
        }

        var minimum = LayerChain.MinimumInput(encoder.Layers, encoder.Channels);
        return minimum > patch ? ("needs at least " + Text.Of(minimum), fix) : null;
    }
}
