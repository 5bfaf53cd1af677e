using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The constants of what not every method has: queue, memory bank, patches.</summary>
internal static class SettingCode
{
    /// <summary>The constants by name; a whole number is an <c>int</c>.</summary>
    public static IEnumerable<(string Name, object Value, string Summary)> Constants(ExperimentModel experiment)
    {
        if (experiment.Queue is { } queue)
        {
            yield return ("QueueSize", queue.Size, "Keys in the queue of negatives" + Provenance.Of(experiment, queue.Attribute, Words.Of<NegativeQueueAttribute>()));
        }

        if (experiment.Bank is { } bank)
        {
            yield return ("BankMomentum", bank.Momentum, "Share of itself that an entry of the memory bank keeps when its image is seen, from [MemoryBank].");
            yield return ("Negatives", bank.Negatives, (bank.Negatives == 0 ? "Zero: all other entries are negatives" : "Negatives of each image, drawn from the memory bank") + ", from [MemoryBank].");
        }

        foreach (var constant in OfPatches(experiment))
        {
            yield return constant;
        }

        if (experiment.Grid is { } cpc)
        {
            yield return ("Patch", cpc.Patch, "Side of a patch in pixels, from [Cpc].");
            yield return ("Stride", cpc.Stride, "Pixels from one patch to the next, from [Cpc].");
            yield return ("Rows", cpc.Positions(experiment.Encoder.ImageSize), "Rows and columns of the grid of patches.");
            yield return ("Steps", cpc.Steps, "Rows ahead that are predicted, from [Cpc].");
        }
    }

    /// <summary>A constant's type and value as source.</summary>
    public static (string Type, string Value) Source(object value) => value is int whole ? ("int", CSharpLiteral.Of(whole)) : ("double", CSharpLiteral.Of((double)value));

    private static IEnumerable<(string Name, object Value, string Summary)> OfPatches(ExperimentModel experiment)
    {
        if (experiment.Pretext is not { } pretext)
        {
            yield break;
        }

        yield return ("Lambda", pretext.Lambda, "Weight of the patches' term, from [Pirl].");

        if (pretext.Jigsaw is { } jigsaw)
        {
            yield return ("Grid", jigsaw.Grid, "Cells along each side of the puzzle, from [Jigsaw].");
            yield return ("Cell", jigsaw.Cell, "Side of a cell in pixels, from [Jigsaw].");
            yield return ("Jitter", jigsaw.Jitter, "How far a patch may lie from its cell's first corner in pixels, from [Jigsaw].");
        }

        if (pretext.Jigsaw?.MinScale is { } cut)
        {
            yield return ("MinScale", cut, "Smallest share of the image that the puzzle's crop covers, from [Jigsaw].");
        }
        else if (pretext.Rotation is { } rotation)
        {
            yield return ("MinScale", rotation.MinScale, "Smallest share of the image that the rotated crop covers, from [Rotation].");
        }
    }
}
