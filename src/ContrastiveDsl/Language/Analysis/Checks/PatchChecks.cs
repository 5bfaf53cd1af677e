using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks what all methods with patches of an image have in common.</summary>
internal static class PatchChecks
{
    /// <summary>
    /// Whether number and size of the patches can be trusted: of settings out of range that give them, nothing else
    /// need be said.
    /// </summary>
    /// <param name="experiment">An experiment with patches.</param>
    /// <param name="findings">What its method has found.</param>
    public static bool AreSound(ExperimentModel experiment, FindingList findings) =>
        experiment.Encoder.ImageSize > 0
        && !findings.Exists(finding =>
            finding.Rule == DataRules.PatchRange
            && finding.Place.Argument is { } setting
            && experiment.Method.PatchSettings.Contains(setting, StringComparer.Ordinal)
        );

    /// <summary>Checks that an encoder without a fault can take images of the patches' size.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="patch">Side of the patches in pixels.</param>
    /// <param name="maker">What makes them, in words.</param>
    /// <param name="fix">How to give them one of the sides that follow, as the beginning of a sentence.</param>
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
        if (patch != encoder.ImageSize && encoder.Form.MisfitOf(encoder, patch, patch) is { } misfit)
        {
            findings.AddConflict(
                DataRules.PatchTooSmall,
                place,
                encoder.At(),
                maker,
                Text.Of(patch),
                encoder.Type.Name,
                misfit.Reason,
                misfit.Remedy ?? fix + Text.Choice(misfit.Sizes)
            );
        }
    }
}
