using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The memory bank of an experiment in its step: drawn from, compared with, and then updated.</summary>
internal static class BankCode
{
    /// <summary>Adds the bank and its settings; the level of the noise where the loss takes it.</summary>
    public static void AddMembers(ExperimentLayout layout)
    {
        var bank = layout.Model?.Bank;
        layout.Constant(
            "BankMomentum",
            bank?.Momentum,
            "Momentum of an entry of the memory bank, which keeps this share of itself when its image is seen"
                + Provenance.Of<MemoryBankAttribute>(layout.Model, nameof(MemoryBankAttribute.Momentum))
        );
        layout.Constant(
            "Negatives",
            bank?.Negatives,
            (
                bank is { Negatives: 0 }
                    ? "Negatives of each image: zero stands for all other entries of the memory bank"
                    : "Negatives of each image, drawn from the memory bank"
            ) + Provenance.Of<MemoryBankAttribute>(layout.Model, nameof(MemoryBankAttribute.Negatives))
        );
        layout.OpenMemory(
            "Bank",
            "The memory bank: an entry of unit length for each training image, in their order, at first "
                + (bank is { Fill: true } ? "the image's own embedding" : "random")
                + " and then the moving average of the image's projections. Neighbors can be looked up in it as it stands.",
            Names.Memory + ".MemoryBank",
            "bank",
            layout.Parts?.Projector + ".OutputSize",
            "new " + Names.Randomness + ".RandomSource(settings.Seed)",
            "device"
        );
        if (layout.Model is { } experiment && HasPartition(experiment))
        {
            layout.Memory(
                "partition",
                Names.Memory + ".Partition",
                "partition",
                layout.Parts!.Loss + ".Partition",
                "device"
            );
        }
    }

    /// <summary>Writes what comes before the loop.</summary>
    public static void WritePreparation(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteLine("Bank.Prepare(images.Count);");
        if (!parts.Experiment.Bank!.Fill)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteComment("The entries begin as embeddings of the images themselves.");
        writer.WriteLine("if (run.Step == 0)");
        using (writer.WriteBlock())
        {
            writer.WriteLine($"using var noGrad = {Names.Torch}.no_grad();");
            writer.WriteLine("for (var start = 0; start < images.Count; start += run.Settings.BatchSize)");
            using var body = writer.WriteBlock();
            writer.WriteLine($"using var scope = {Names.Torch}.NewDisposeScope();");
            writer.WriteLine();
            writer.WriteComment("The last batch is as large as the others, for batch normalization.");
            writer.WriteLine("var first = global::System.Math.Min(start, images.Count - run.Settings.BatchSize);");
            writer.WriteLine(
                $"var clean = {parts.Views}.Clean(run.World.Share(images.Range(first, run.Settings.BatchSize)));"
            );
            WriteFill(writer, parts);
            writer.WriteLine(
                "run.ReportPreparation(\"filling the memory bank\", first + run.Settings.BatchSize, images.Count);"
            );
            writer.WriteLine("if (run.StopRequested)");
            using var stop = writer.WriteBlock();
            writer.WriteLine("return;");
        }

        writer.WriteLine();
    }

    private static void WriteFill(IndentedWriter writer, ExperimentParts parts)
    {
        if (!MicroBatchCode.Caches(parts))
        {
            writer.WriteLine("Bank.Fill(first, run.World.Gather(Projector.call(Encoder.call(clean))));");
            return;
        }

        var pass = new MicroBatchPass([], [("Projector.call(Encoder.call(micro[0]))", null)]);
        MicroBatchCode.WriteFollowed(writer, parts, "var embedded", "Encoder, Projector", pass, "[clean]");
        writer.WriteLine("Bank.Fill(first, run.World.Gather(embedded[0]));");
    }

    /// <summary>Writes the draw of the negatives.</summary>
    public static void WriteDraw(IndentedWriter writer, ExperimentParts parts)
    {
        var bank = parts.Experiment.Bank!;
        if (bank.Negatives == 0)
        {
            writer.WriteComment("The entries of the whole batch in the bank; for each image all others are negatives.");
            writer.WriteLine("var draw = Bank.Draw(batch);");
            return;
        }

        writer.WriteComment(
            "The entries of the whole batch in the bank"
                + (
                    bank.ExcludePositive
                        ? ", and others drawn as negatives."
                        : ", and negatives drawn from all entries, possibly an image's own, as in the authors' code."
                )
        );
        Code.WriteCall(
            writer,
            "var draw = Bank.Draw",
            "random",
            "batch",
            "Negatives",
            "distinct: " + CSharpLiteral.Of(bank.Distinct),
            "excludePositive: " + CSharpLiteral.Of(bank.ExcludePositive)
        );
    }

    /// <summary>The statement that compares embeddings with the bank.</summary>
    public static string Compare(string scores, string embeddings) =>
        "var " + scores + " = Bank.Compare(" + embeddings + ", draw);";

    /// <summary>Shape of the similarities to the negatives of a batch.</summary>
    public static string NegativesShape(ExperimentParts parts) =>
        parts.Experiment.Bank!.Negatives == 0 ? "[B, N]" : Code.Of($"[B, {parts.Experiment.Bank.Negatives}]");

    /// <summary>
    /// Begins a paragraph with the statement that makes the level of the noise, where the loss takes it.
    /// </summary>
    /// <param name="writer">The writer.</param>
    /// <param name="lines">The lines so far, which are written; the statement is the first of the next.</param>
    /// <param name="parts">The experiment's parts.</param>
    /// <param name="scores">The variable with the similarities that Z is estimated from.</param>
    /// <param name="whose">What they are the similarities of.</param>
    public static void AddNoise(
        IndentedWriter writer,
        CommentedLines lines,
        ExperimentParts parts,
        string scores,
        string whose
    )
    {
        if (!HasPartition(parts.Experiment))
        {
            return;
        }

        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment(
            parts.Experiment.Loss.StatesPartition
                ? "The noise level Z·K/N of K negatives among N entries, with Z as the loss states it."
                : "The noise level Z·K/N of K negatives among N entries: "
                    + whose
                    + " scores of the first step estimate Z, which then stays."
        );
        lines.Add("var noise = partition.Noise(" + scores + ", Bank.Count, " + parts.Loss + ".Temperature);", "-> []");
    }

    /// <summary>The expression of the loss.</summary>
    public static string Loss(ExperimentParts parts, string scores) =>
        parts.Loss
        + ".Compute("
        + scores
        + ".Positives, "
        + scores
        + ".Negatives"
        + (HasPartition(parts.Experiment) ? ", noise)" : ")");

    /// <summary>Writes the update.</summary>
    public static void WriteUpdate(IndentedWriter writer, string embeddings)
    {
        writer.WriteLine();
        writer.WriteComment(
            "The backward pass has read the bank, so it may change: the entries of this batch move, no others."
        );
        writer.WriteLine($"Bank.Update({embeddings}, draw, BankMomentum);");
    }

    /// <summary>Whether the loss takes the level of the noise, which Z gives.</summary>
    private static bool HasPartition(ExperimentModel experiment) => experiment.Loss.NeedsNoise;
}
