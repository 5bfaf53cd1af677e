using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that a loss compares what the method has to compare.</summary>
internal static class LossFitChecks
{
    /// <summary>
    /// What a loss can only mean by its name: no vectors of images. The compiler takes one tensor for another, so that
    /// a loss of two batches of vectors would run on the numbers of classes.
    /// </summary>
    private static readonly string[] NoVectors = ["labels", "mask"];

    /// <summary>
    /// Similarities are no vectors either, but other methods have vectors that may be called the same.
    /// </summary>
    private const string Similarities = "negatives";

    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        var (loss, method) = (experiment.Loss, experiment.Method.Facts);
        if (loss.Facts is { } facts)
        {
            if (!method.Losses.Contains(facts))
            {
                var own = "[" + method.Loss.Word + "]";
                Add(method.Loss, loss.Type.Name, "is [" + facts.Word + "]", "Name a class with " + own);
            }
        }
        else if (loss.CustomParameters.Count > 0 && !loss.CustomParameters.Contains(method.CustomLoss.Parameters))
        {
            Add(
                method.CustomLoss,
                loss.Type.Name,
                "has no Compute that takes " + Text.Of(method.CustomLoss.Parameters) + " tensors",
                "Add " + Declaration(method.CustomLoss)
            );
        }
        else if (OtherMeaning(loss, method.CustomLoss) is { } reason)
        {
            Add(
                method.CustomLoss,
                loss.Type.Name + ".Compute",
                reason,
                "Declare it as " + Declaration(method.CustomLoss)
            );
        }

        void Add(Loss expected, string named, string reason, string fix)
        {
            findings.AddConflict(
                MethodRules.LossOfOtherMethod,
                experiment.At(nameof(ExperimentAttribute.Loss)),
                loss.At(),
                method.Name,
                expected.Operands,
                named,
                reason,
                fix
            );
            findings.Offer(Edit.AddPart(experiment.At(nameof(ExperimentAttribute.Loss)), "[" + method.Loss.Word + "]"));
        }
    }

    private static string Declaration(Loss expected) => "'public static Tensor Compute(" + expected.Signature + ")'";

    /// <summary>
    /// Why a custom loss that can be called means something else, as the end of a sentence about its <c>Compute</c>;
    /// <see langword="null"/> where nothing says so.
    /// </summary>
    private static string? OtherMeaning(LossModel loss, Loss expected)
    {
        var given = expected.Arguments[expected.Parameters - 1];
        return loss.CustomForms.FirstOrDefault(form => form.Tensors == expected.Parameters) switch
        {
            null => null,
            var form when form.Last == given => null,
            var form when given == Similarities || NoVectors.Contains(given, StringComparer.Ordinal) => "takes ("
                + form.Parameters
                + "), the last of which is not called '"
                + given
                + "'",
            var form when NoVectors.Contains(form.Last, StringComparer.Ordinal) => "takes ("
                + form.Parameters
                + "), and gets no "
                + form.Last,
            _ => null,
        };
    }
}
