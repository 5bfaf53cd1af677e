using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;

namespace ContrastiveDsl.Hosting;

/// <summary>What <c>describe</c> says about loss, negatives and momentum encoder.</summary>
internal static class MethodFacts
{
    /// <summary>The facts in their order.</summary>
    internal static IEnumerable<(string Name, string Value)> Of(ExperimentDescription description)
    {
        yield return ("Negatives", description.Facts.DescribeNegatives(Say.Count));
        if (description.Similarities is { Rows: > 0, Columns: > 0 } size && description.SimilarityBytes is { } bytes)
        {
            yield return (
                description.Model.Method.SimilaritiesName,
                $"{Say.Count(size.Rows)} × {Say.Count(size.Columns)} floats, {Held(description.Model, size, bytes)}"
            );
        }

        if (description.Facts.DescribeQueue(Say.Count, Say.Bytes) is { } queue)
        {
            yield return (description.Model.Queue!.Name, queue);
        }

        if (description.Model.Bank is { } bank)
        {
            yield return ("Memory bank", Bank(bank, description));
        }

        if (Patches(description.Model) is { } patches)
        {
            yield return ("Patches", patches);
        }

        foreach (var fact in description.Model.Method.Describe(description.Model, Say.Count))
        {
            yield return fact;
        }

        if (description.Model.Momentum is { } momentum)
        {
            yield return ("Momentum encoder", Momentum(momentum, description.Facts.FollowingParameters));
        }
    }

    private static string Held(ExperimentModel model, (long Rows, long Columns) size, long bytes) =>
        model.Method.ComesInChunks(model.Loss) && ChunkedLogSumExp.IsFor(size.Rows, size.Columns)
            ? $"in chunks of {Say.Bytes(ChunkedLogSumExp.Chunk * sizeof(float))}"
            : Say.Bytes(bytes);

    private static string Bank(BankModel bank, ExperimentDescription description)
    {
        var size = description.Facts.DescribeBank(Say.Count, Say.Bytes);
        var draws = bank switch
        {
            { Distinct: true, ExcludePositive: true } => "; distinct negatives without the image's own entry",
            { Distinct: true } => "; distinct negatives",
            { ExcludePositive: true } => "; negatives without the image's own entry",
            _ => "",
        };
        return $"{size}, momentum {Say.Number(bank.Momentum)}{(bank.Fill ? "; begins with embeddings of the images" : "")}{draws}";
    }

    /// <summary>The context network in a few words.</summary>
    internal static string Context(GridModel grid) =>
        grid.Context == ContextKind.Gru ? "GRU" : $"masked convolution, {Say.Plural(grid.ContextLayers, "layer")}";

    private static string? Patches(ExperimentModel model) =>
        model switch
        {
            { Pretext: { } pretext } =>
                $"{pretext.Transform.Describe(number => Say.Number(number))}; λ {Say.Number(pretext.Lambda)}",
            { Grid: { } grid } =>
                $"{grid.Positions(model.Encoder.ImageSize)} × {grid.Positions(model.Encoder.ImageSize)} of {grid.Patch}×{grid.Patch} pixels, {Say.Plural(grid.Steps, "row")} ahead, context {Context(grid)}",
            _ => null,
        };

    private static string Momentum(MomentumModel momentum, long? parameters)
    {
        var course =
            momentum.Schedule == MomentumSchedule.Cosine
                ? $"{Say.Number(momentum.Momentum)}, rising to {Say.Number(momentum.FinalMomentum)} along a cosine"
                : $"{Say.Number(momentum.Momentum)}, constant";
        var start = momentum.Start == TargetStart.Random ? "random weights of its own" : "a copy";
        return $"momentum {course}; starts as {start}; {(parameters is { } count ? Say.Count(count) + " parameters more" : "parameters known when built")}";
    }
}
