using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that a loss compares what the method has to compare.</summary>
internal static class LossFitChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        var loss = experiment.Loss;
        var usual = experiment.Method.Facts.Loss;
        var custom = experiment.Method.Facts.CustomLoss;
        var place = findings.At(experiment.Attribute, nameof(ExperimentAttribute.Loss));
        if (loss.Kind == PartKind.Catalogue && !experiment.Method.Facts.Accepts(loss.Name))
        {
            var word = LossCatalogue.Of(loss.Name).Word;
            findings.AddConflict(
                MethodRules.LossOfOtherMethod,
                place,
                loss.At(),
                experiment.Method.Facts.Name,
                usual.Operands,
                loss.Type.Name,
                "is [" + word + "]",
                "Use [" + usual.Word + "]"
            );
        }
        else if (
            loss.Kind == PartKind.Custom
            && loss.CustomParameters.Count > 0
            && !loss.CustomParameters.Contains(custom.Parameters)
        )
        {
            findings.AddConflict(
                MethodRules.LossOfOtherMethod,
                place,
                loss.At(),
                experiment.Method.Facts.Name,
                custom.Operands,
                loss.Type.Name,
                "has no Compute that takes " + Text.Of(custom.Parameters) + " tensors",
                "Add 'public static Tensor Compute(" + custom.Signature + ")'"
            );
        }
    }
}
