using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>What <c>describe</c> says about loss, negatives and momentum encoder.</summary>
internal static class MethodFacts
{
    /// <summary>The loss and its settings.</summary>
    internal static string Loss(LossModel loss) => loss switch
    {
        { Kind: PartKind.Own } => loss.Type.Name,
        { Temperature: > 0 } => $"{loss.Name}, temperature {Say.Number(loss.Temperature)}",
        { Name: "Raft" } => $"{(loss.Objective == RaftObjective.ByolPrime ? "BYOL′" : "RAFT")}, alignment {Say.Number(loss.Alignment)}, cross-model {Say.Number(loss.CrossModel)}",
        _ => loss.Name,
    };

    /// <summary>The facts in their order.</summary>
    internal static IEnumerable<(string Name, string Value)> Of(ExperimentDescription description)
    {
        yield return ("Negatives", Negatives(description));
        if (description.Similarities is { Rows: > 0 } size && description.SimilarityBytes is { } bytes)
        {
            yield return ("Similarities", $"{Say.Count(size.Rows)} × {Say.Count(size.Columns)} floats, {Say.Bytes(bytes)}");
        }

        if (description.Model.Queue is { } queue)
        {
            yield return ("Queue", $"{Say.Count(queue.Size)} keys of {Say.Count(description.Model.Projector.Output)} floats, {Say.Bytes(description.QueueBytes)}");
        }

        if (description.Model.Momentum is { } momentum)
        {
            yield return ("Momentum encoder", Momentum(momentum, description.FollowingParameters));
        }
    }

    private static string Negatives(ExperimentDescription description)
    {
        var batch = description.Model.Training.BatchSize;
        return (description.NegativesPerAnchor, description.Model.Method) switch
        {
            (null, _) => "as the own loss has it",
            ({ } count, MethodKind.SimClr) => $"{Say.Count(count)} per anchor (2B - 2 with B = {Say.Count(batch)} images)",
            ({ } count, MethodKind.MoCo) => $"{Say.Count(count)} per query, the queue",
            ({ } count, MethodKind.MoCoV3) => $"{Say.Count(count)} per query (B - 1 with B = {Say.Count(batch)} images)",
            _ => "none",
        };
    }

    private static string Momentum(MomentumModel momentum, long? parameters)
    {
        var course = momentum.Schedule == MomentumSchedule.Cosine
            ? $"{Say.Number(momentum.Momentum)}, rising to {Say.Number(momentum.FinalMomentum)} along a cosine"
            : $"{Say.Number(momentum.Momentum)}, constant";
        var start = momentum.Start == TargetStart.Random ? "random weights of its own" : "a copy";
        return $"momentum {course}; starts as {start}; {(parameters is { } count ? Say.Count(count) + " parameters more" : "parameters known when built")}";
    }
}
