using System.Xml.Linq;
using ContrastiveDsl.Declarations.Tests.Compiled;
using ContrastiveDsl.Declarations.Tests.Random;
using ContrastiveDsl.Hosting;

namespace ContrastiveDsl.Declarations.Tests;

/// <summary>What an editor shows of an experiment is what <c>describe</c> says of it, whatever is declared.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] Always = ["Trained parameters", "Negatives"];

    [Fact]
    public void Documentation_OfRandomExperiments_SaysWhatDescribeSays()
    {
        foreach (var declaration in Sample.Of.Trainable().Select(outcome => outcome.Declaration))
        {
            using var program = LoadedProgram.Of([declaration]);
            var described = ExperimentDescription.Of(program.Experiments().Single()!.Model);
            var facts = DescriptionRows.Facts(described).ToLookup(fact => fact.Name, fact => fact.Value);
            string[] expected =
            [
                .. Always,
                .. described.Schedule is null ? Array.Empty<string>() : ["Steps"],
                .. described.Model.Queue is { } queue ? [queue.Name] : Array.Empty<string>(),
                .. described.Model.Bank is null ? Array.Empty<string>() : ["Memory bank"],
            ];

            var shown = Paragraphs(declaration).Skip(1).Select(line => line.Split(": ", 2)).ToArray();

            shown.Select(line => line[0]).Should().Equal(expected, declaration.ToString());
            foreach (var line in shown)
            {
                // Of a bank describe says more: how it begins, and what is drawn.
                facts[line[0]].Should().ContainSingle().Which.Should().StartWith(line[1].TrimEnd('.'));
            }
        }
    }

    private static IEnumerable<string> Paragraphs(Declaration declaration)
    {
        var type = CompiledProject
            .Link([declaration])
            .GetTypeByMetadataName(CompiledProject.SpaceOf(0) + "." + declaration.Classes[^1].Name)!;
        return XElement
            .Parse(type.GetDocumentationCommentXml()!)
            .Descendants("para")
            .Select(paragraph =>
                string.Join(' ', paragraph.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            );
    }
}
