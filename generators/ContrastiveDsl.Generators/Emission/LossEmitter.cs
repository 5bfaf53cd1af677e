using System.Collections.Generic;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints a loss of the catalogue. The user's own loss has all it needs.</summary>
internal static class LossEmitter
{
    /// <summary>Z, which the experiment makes the level of noise from.</summary>
    private const string PartitionName = "Partition";

    /// <summary>The file of a loss, or <see langword="null"/> for an own one.</summary>
    public static GeneratedSource? Emit(DeclarationModel declaration, LossModel loss)
    {
        if (loss.Kind == PartKind.Own)
        {
            return null;
        }

        var text = LossText.Of(loss);
        var writer = new IndentedWriter();
        using (SourceFile.Begin(writer, declaration))
        {
            XmlDoc.Summary(writer, text.Summary);
            SourceFile.WriteClassMark(writer, declaration);
            writer.WriteLine($"{ViewsEmitter.Modifier(declaration)}partial class {declaration.Identifier}");
            using var type = writer.WriteBlock();
            WriteConstants(writer, loss);
            WriteCompute(writer, declaration, loss, text);
        }

        return GeneratedSource.Create(declaration.HintName, writer);
    }

    /// <summary>The constants of a loss by name.</summary>
    public static IEnumerable<(string Name, double Value, string Summary)> Constants(LossModel loss)
    {
        var entry = LossCatalogue.Of(loss.Name);
        if (entry.HasTemperature)
        {
            yield return ("Temperature", loss.Temperature, "Divides the similarities");
        }

        if (loss.Name == "Raft")
        {
            yield return ("Alignment", loss.Alignment, "Weight of the distance between both predictions");
            yield return ("CrossModel", loss.CrossModel, "Weight of the distance between predictions and targets");
        }

        if (loss.Name == "SupCon")
        {
            yield return ("BaseTemperature", loss.BaseTemperature, "The loss is multiplied by the temperature over this");
        }

        if (loss.Name == "Nce")
        {
            yield return (PartitionName, loss.Partition, "The normalising constant Z, or 0 where the first batch gives it");
        }

        if (loss.Name == "PairwiseContrastive")
        {
            yield return ("Margin", loss.Margin, "How far dissimilar pairs are pushed apart");
        }

        if (!loss.Sigma.Equals(0.0))
        {
            yield return ("Sigma", loss.Sigma, "Divides the cosines that weight the pairs");
        }
    }

    /// <summary>Settings that are no numbers, as the last arguments of the library's function.</summary>
    private static IEnumerable<string> Choices(LossModel loss) => loss.Name switch
    {
        "Raft" => [EnumName.Source(loss.Objective)],
        "SupCon" => [EnumName.Source(loss.Form)],
        "BatchInfoNce" => ["symmetric: " + CSharpLiteral.Of(loss.Symmetric), "normalize: " + CSharpLiteral.Of(loss.Normalize)],
        "PairwiseContrastive" => ["normalize: " + CSharpLiteral.Of(loss.Normalize)],
        _ => [],
    };

    private static void WriteConstants(IndentedWriter writer, LossModel loss)
    {
        var source = ", from [" + LossCatalogue.Of(loss.Name).Word + "].";
        foreach (var (name, value, summary) in Constants(loss))
        {
            XmlDoc.Constant(writer, "double", name, CSharpLiteral.Of(value), summary + source);
            writer.WriteLine();
        }
    }

    private static void WriteCompute(IndentedWriter writer, DeclarationModel declaration, LossModel loss, LossText text)
    {
        XmlDoc.Summary(writer, text.Compute);
        foreach (var (name, what) in text.Parameters)
        {
            XmlDoc.Param(writer, name, what);
        }

        SourceFile.WriteMemberMark(writer, declaration);
        Code.WriteFunction(
            writer,
            "public static " + Names.Tensor + " Compute",
            Parameters(text),
            Names.Losses + "." + loss.Name + (loss.Sigma.Equals(0.0) ? ".Loss(" : ".WeightedLoss(") + Arguments(loss, text) + ")");
    }

    /// <summary>The parameters as source.</summary>
    public static IReadOnlyList<string> Parameters(LossText text)
    {
        var parameters = new List<string>();
        foreach (var (name, _) in text.Parameters)
        {
            parameters.Add(Names.Tensor + " " + name);
        }

        return parameters;
    }

    private static string Arguments(LossModel loss, LossText text)
    {
        var arguments = new List<string>();
        foreach (var (name, _) in text.Parameters)
        {
            arguments.Add(name);
        }

        foreach (var (name, _, _) in Constants(loss))
        {
            if (name != PartitionName)
            {
                arguments.Add(name);
            }
        }

        arguments.AddRange(Choices(loss));
        return string.Join(", ", arguments);
    }
}
