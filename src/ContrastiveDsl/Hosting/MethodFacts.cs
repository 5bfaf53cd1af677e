using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>What <c>describe</c> says about loss, negatives and momentum encoder.</summary>
internal static class MethodFacts
{
    /// <summary>The loss and its settings.</summary>
    internal static string Loss(LossModel loss) => loss switch
    {
        { Kind: PartKind.Own } => loss.Type.Name,
        { Name: "SupCon" } => $"SupCon (L_{(loss.Form == SupConForm.Out ? "out" : "in")}), temperature {Say.Number(loss.Temperature)}, base temperature {Say.Number(loss.BaseTemperature)}",
        { Name: "Nce" } => $"NCE, temperature {Say.Number(loss.Temperature)}, Z {(loss.Partition > 0 ? Say.Number(loss.Partition) : "from the first batch")}",
        { Name: "BatchInfoNce" } => $"InfoNCE in the batch, temperature {Say.Number(loss.Temperature)}{(loss.Symmetric ? ", both directions" : "")}{(loss.Normalize ? "" : ", raw inner products")}",
        { Name: "PairwiseContrastive" } => $"pairwise contrastive, margin {Say.Number(loss.Margin)}{(loss.Normalize ? ", unit vectors" : "")}",
        { Temperature: > 0 } => $"{loss.Name}, temperature {Say.Number(loss.Temperature)}",
        { Name: "Raft" } => $"{(loss.Objective == RaftObjective.ByolPrime ? "BYOL′" : "RAFT")}, alignment {Say.Number(loss.Alignment)}, cross-model {Say.Number(loss.CrossModel)}",
        _ => loss.Name,
    };

    /// <summary>The facts in their order.</summary>
    internal static IEnumerable<(string Name, string Value)> Of(ExperimentDescription description)
    {
        yield return ("Negatives", Negatives(description));
        if (description.Similarities is { Rows: > 0, Columns: > 0 } size && description.SimilarityBytes is { } bytes)
        {
            yield return ("Similarities", $"{Say.Count(size.Rows)} × {Say.Count(size.Columns)} floats, {Say.Bytes(bytes)}");
        }

        if (description.Model.Queue is { } queue)
        {
            yield return ("Queue", $"{Say.Count(queue.Size)} keys of {Say.Count(description.Model.Projector.Output)} floats, {Say.Bytes(description.QueueBytes)}");
        }

        if (description.Model.Bank is { } bank)
        {
            yield return ("Memory bank", Bank(bank, description));
        }

        if (Patches(description.Model) is { } patches)
        {
            yield return ("Patches", patches);
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
            ({ } count, MethodKind.SimClr or MethodKind.MoCoV3) when count != batch - 1 => $"{Say.Count(count)} per anchor (2B - 2 with B = {Say.Count(batch)} images)",
            ({ } count, MethodKind.MoCo) => $"{Say.Count(count)} per query, the queue",
            ({ } count, MethodKind.SupCon) => $"up to {Say.Count(count)} per view: those of other classes",
            ({ } count, MethodKind.EndToEnd) => $"{Say.Count(count)} per query (B - 1 with B = {Say.Count(batch)} images)",
            ({ } count, MethodKind.Siamese) => $"up to {Say.Count(count)} dissimilar pairs per view (B - 1 with B = {Say.Count(batch)} images)",
            ({ } count, MethodKind.InstanceDiscrimination or MethodKind.Pirl) => count == 0 ? "every other entry of the memory bank" : $"{Say.Count(count)} per image, drawn from the memory bank",
            ({ } count, MethodKind.Cpc) => $"{Say.Count(count)} per prediction one row ahead: the patches of other places and images",
            ({ } count, MethodKind.MoCoV3) => $"{Say.Count(count)} per query (B - 1 with B = {Say.Count(batch)} images)",
            _ => "none",
        };
    }

    private static string Bank(BankModel bank, ExperimentDescription description)
    {
        var size = description.BankBytes is { } bytes ? $"{Say.Count(description.Model.Images!.Count)} entries of {Say.Count(description.Model.Projector.Output)} floats, {Say.Bytes(bytes)}" : "an entry for each image";
        var draws = bank switch
        {
            { Distinct: true, ExcludePositive: true } => "; distinct negatives without the own entry",
            { Distinct: true } => "; distinct negatives",
            { ExcludePositive: true } => "; negatives without the own entry",
            _ => "",
        };
        return $"{size}, momentum {Say.Number(bank.Momentum)}{(bank.Fill ? "; begins with embeddings of the images" : "")}{draws}";
    }

    /// <summary>CPC's context network in a few words.</summary>
    internal static string Context(CpcModel cpc) => cpc.Context == ContextKind.Gru ? "GRU" : $"masked convolution, {Say.Plural(cpc.ContextLayers, "layer")}";

    private static string? Patches(ExperimentModel model) => model switch
    {
        { Jigsaw: { } jigsaw } => $"{jigsaw.Grid} × {jigsaw.Grid} of {jigsaw.PatchSize}×{jigsaw.PatchSize} pixels in cells of {jigsaw.Cell}, of a crop of {Say.Number(jigsaw.MinScale)} to 1; λ {Say.Number(model.Lambda)}",
        { Rotation: { } rotation } => $"a crop of {Say.Number(rotation.MinScale)} to 1, turned by quarters; λ {Say.Number(model.Lambda)}",
        { Cpc: { } cpc } => $"{cpc.Positions(model.Encoder.ImageSize)} × {cpc.Positions(model.Encoder.ImageSize)} of {cpc.Patch}×{cpc.Patch} pixels, {Say.Plural(cpc.Steps, "row")} ahead, context {Context(cpc)}",
        _ => null,
    };

    private static string Momentum(MomentumModel momentum, long? parameters)
    {
        var course = momentum.Schedule == MomentumSchedule.Cosine
            ? $"{Say.Number(momentum.Momentum)}, rising to {Say.Number(momentum.FinalMomentum)} along a cosine"
            : $"{Say.Number(momentum.Momentum)}, constant";
        var start = momentum.Start == TargetStart.Random ? "random weights of its own" : "a copy";
        return $"momentum {course}; starts as {start}; {(parameters is { } count ? Say.Count(count) + " parameters more" : "parameters known when built")}";
    }
}
