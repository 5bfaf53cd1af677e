using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks the version of MoCo against its head.</summary>
internal static class VersionChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        if (experiment.Method != MethodKind.MoCo)
        {
            return;
        }

        var version = experiment.Version;
        var target = findings.At(experiment.Attribute, "Version");
        if (version is not (1 or 2))
        {
            findings.Add(MethodRules.Version, target, Text.Of(version), version == 3 ? " For MoCo v3 use [MoCoV3]." : string.Empty);
            return;
        }

        var projector = experiment.Projector;
        var linears = projector.Layers.Count(layer => layer.Layer is LinearLayer);
        var isSuitable = (linears == 1) == (version == 1);
        if (projector.Kind == PartKind.Own || linears == 0 || isSuitable || !FitChecks.IsSound(Rules.Validate(projector)))
        {
            return;
        }

        var (has, count) = version == 1 ? ("a single linear layer as its head", 1) : ("a hidden layer in its head", 2);
        var there = projector.Kind == PartKind.Layers ? "List " + (count == 1 ? "one [Linear]" : "two [Linear]") : "Set Layers = " + Text.Of(count);
        var fix = there + " there, or Version = " + Text.Of(3 - version) + " here";
        findings.AddConflict(
            MethodRules.HeadOfOtherVersion,
            findings.At(experiment.Attribute, "Projector"),
            new Target(projector.Type.Qualified, projector.Attribute, "Layers"),
            Text.Of(version),
            has,
            projector.Type.Name,
            linears == 1 ? "none" : Text.Of(linears) + " linear layers",
            fix);
    }
}
