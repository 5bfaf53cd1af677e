using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The memory bank of an experiment in its step: drawn from, compared with, and then updated.</summary>
internal static class BankCode
{
    /// <summary>Whether the loss takes the level of the noise, which Z gives.</summary>
    public static bool HasPartition(ExperimentModel experiment) => experiment.Bank is not null && experiment.Loss.NeedsNoise;

    /// <summary>Writes how the entries begin as embeddings.</summary>
    public static void WriteFill(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine("// Before the first step the entries become embeddings of the images themselves. The last batch is as large as the others, for batch normalisation.");
        writer.WriteLine("for (var start = 0; run.Step == 0 && start < images.Count; start += run.Settings.BatchSize)");
        using var body = writer.WriteBlock();
        writer.WriteLine($"using var noGrad = {Names.Torch}.no_grad();");
        writer.WriteLine($"using var scope = {Names.Torch}.NewDisposeScope();");
        writer.WriteLine("var first = global::System.Math.Min(start, images.Count - run.Settings.BatchSize);");
        writer.WriteLine($"var clean = {parts.Views}.Clean(images.Range(first, run.Settings.BatchSize));");
        writer.WriteLine("bank.Fill(first, Projector.call(Encoder.call(clean)));");
    }

    /// <summary>Writes the draw of the negatives.</summary>
    public static void WriteDraw(IndentedWriter writer, ExperimentParts parts)
    {
        var bank = parts.Experiment.Bank!;
        writer.WriteLine(bank.Negatives == 0
            ? "// Their entries in the bank; all others are negatives."
            : "// Their entries in the bank, and others drawn as negatives.");
        writer.WriteLine($"var entries = bank.Draw(batch, Negatives, distinct: {CSharpLiteral.Of(bank.Distinct)}, excludePositive: {CSharpLiteral.Of(bank.ExcludePositive)});");
    }

    /// <summary>The statement that compares embeddings with the bank.</summary>
    public static string Compare(string scores, string embeddings) => "var " + scores + " = bank.Compare(" + embeddings + ", entries);";

    /// <summary>The statement that makes the level of the noise.</summary>
    public static string Noise(ExperimentParts parts, string scores) => "var noise = partition.Noise(" + scores + ", bank.Count, " + parts.Loss + ".Temperature);";

    /// <summary>The expression of the loss.</summary>
    public static string Loss(ExperimentParts parts, string scores) =>
        parts.Loss + ".Compute(" + scores + ".Positives, " + scores + ".Negatives" + (HasPartition(parts.Experiment) ? ", noise)" : ")");

    /// <summary>Writes the update.</summary>
    public static void WriteUpdate(IndentedWriter writer, string embeddings)
    {
        writer.WriteLine();
        writer.WriteLine("// The backward pass has read the bank, so it may change: the entries of this batch move, no others.");
        writer.WriteLine($"bank.Update({embeddings}, entries, BankMomentum);");
    }
}
