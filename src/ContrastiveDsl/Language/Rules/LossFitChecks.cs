using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that a loss compares what the method has to compare.</summary>
internal static class LossFitChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        var loss = experiment.Loss;
        var own = LossCatalogue.Of(experiment.Entry.Loss);
        var target = findings.At(experiment.Attribute, "Loss");
        if (loss.Kind == PartKind.Catalogue && !experiment.Entry.Accepts(loss.Name))
        {
            var word = LossCatalogue.Of(loss.Name).Word;
            findings.AddConflict(
                MethodRules.LossOfOtherMethod,
                target,
                new Target(loss.Type.Qualified, loss.Attribute),
                experiment.Entry.Name,
                Operands(own.Name),
                loss.Type.Name,
                "is [" + word + "]",
                "Use [" + own.Word + "]");
        }
        else if (loss.Kind == PartKind.Own && loss.OwnParameters.Count > 0 && !loss.OwnParameters.Contains(own.Parameters))
        {
            findings.AddConflict(
                MethodRules.LossOfOtherMethod,
                target,
                new Target(loss.Type.Qualified, loss.Attribute),
                experiment.Entry.Name,
                Operands(own.Name),
                loss.Type.Name,
                "has no Compute that takes " + Text.Of(own.Parameters) + " tensors",
                "Add 'public static Tensor Compute(" + Signature(own.Name) + ")'");
        }
    }

    private static string Operands(string loss) => loss switch
    {
        "InfoNce" => "queries, keys and the queue",
        "MoCoV3" => "queries and keys",
        "Byol" or "NegativeCosine" => "predictions and their targets",
        "Raft" => "two predictions and two targets",
        _ => "two batches of projections",
    };

    private static string Signature(string loss) => loss switch
    {
        "InfoNce" => "Tensor queries, Tensor keys, Tensor queue",
        "MoCoV3" => "Tensor queries, Tensor keys",
        "Byol" or "NegativeCosine" => "Tensor predictions, Tensor targets",
        "Raft" => "Tensor predictions0, Tensor predictions1, Tensor targets0, Tensor targets1",
        _ => "Tensor z0, Tensor z1",
    };
}
