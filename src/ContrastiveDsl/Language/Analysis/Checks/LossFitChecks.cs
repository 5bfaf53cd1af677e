using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that a loss compares what the method has to compare.</summary>
internal static class LossFitChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        var (loss, method) = (experiment.Loss, experiment.Method.Facts);
        if (loss.Facts is { } facts)
        {
            if (!method.Losses.Contains(facts))
            {
                Add(method.Loss, "is [" + facts.Word + "]", "Use [" + method.Loss.Word + "]");
            }
        }
        else if (loss.CustomParameters.Count > 0 && !loss.CustomParameters.Contains(method.CustomLoss.Parameters))
        {
            Add(
                method.CustomLoss,
                "has no Compute that takes " + Text.Of(method.CustomLoss.Parameters) + " tensors",
                "Add 'public static Tensor Compute(" + method.CustomLoss.Signature + ")'"
            );
        }

        void Add(Loss expected, string reason, string fix)
        {
            findings.AddConflict(
                MethodRules.LossOfOtherMethod,
                experiment.At(nameof(ExperimentAttribute.Loss)),
                loss.At(),
                method.Name,
                expected.Operands,
                loss.Type.Name,
                reason,
                fix
            );
            findings.Offer(Edit.AddPart(experiment.At(nameof(ExperimentAttribute.Loss)), "[" + method.Loss.Word + "]"));
        }
    }
}
