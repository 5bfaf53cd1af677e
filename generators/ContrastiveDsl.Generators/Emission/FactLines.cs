using System.Collections.Generic;
using ContrastiveDsl.Data;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// What an editor shows of an experiment while it is typed: what <c>describe</c> says of it, in a few lines.
/// </summary>
internal static class FactLines
{
    private static readonly NumberStyle Style = new(XmlDoc.Count, Text.Of, ByteText.Of);

    /// <summary>The lines, each a paragraph of the class's documentation.</summary>
    /// <param name="parts">The experiment.</param>
    /// <param name="overview">What becomes of a batch.</param>
    public static IReadOnlyList<string> Of(ExperimentParts parts, string overview)
    {
        var facts = new ExperimentFacts(parts.Experiment);
        var lines = new List<string>
        {
            overview,
            "Trained parameters: " + facts.DescribeParameters(XmlDoc.Count) + ".",
            "Negatives: " + XmlDoc.Escape(facts.DescribeNegatives(XmlDoc.Count)) + ".",
        };
        Add("Steps", facts.DescribeSteps(XmlDoc.Count));
        foreach (var memory in parts.Experiment.Method.Memory)
        {
            Add(memory.Name, memory.DescribeSize(facts, Style));
        }

        return lines;

        void Add(string name, string? fact)
        {
            if (fact is not null)
            {
                lines.Add(name + ": " + fact + ".");
            }
        }
    }
}
