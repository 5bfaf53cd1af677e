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
        if (projector.Kind == PartKind.Own || linears == 0 || (linears == 1) == (version == 1))
        {
            return;
        }

        var (has, fix) = version == 1
            ? ("a single linear layer as its head", "Set Layers = 1 there, or Version = 2 here")
            : ("a hidden layer in its head", "Set Layers = 2 there, or Version = 1 here");
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
