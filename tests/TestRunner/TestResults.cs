using System.Xml;
using System.Xml.Linq;

namespace ContrastiveDsl.Testing;

/// <summary>What a test project has reported in its file of results (trx).</summary>
/// <param name="Tests">The tests that have a result; one that was running when its host died has none.</param>
internal sealed record TestResults(IReadOnlyList<TestResult> Tests)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    internal int Passed => Tests.Count(test => test.Outcome == Outcome.Passed);

    internal int Failed => Tests.Count(test => test.Outcome == Outcome.Failed);

    internal int Skipped => Tests.Count(test => test.Outcome == Outcome.Skipped);

    /// <summary>Reads the file; no results where there is none, or half of one.</summary>
    internal static TestResults Read(string path)
    {
        try
        {
            return File.Exists(path)
                ? new([.. XDocument.Load(path).Descendants(Trx + "UnitTestResult").Select(Read)])
                : new([]);
        }
        catch (XmlException)
        {
            return new([]);
        }
    }

    private static TestResult Read(XElement result)
    {
        var error = result.Element(Trx + "Output")?.Element(Trx + "ErrorInfo");
        return new TestResult(
            (string?)result.Attribute("testName") ?? "a test without a name",
            OutcomeOf((string?)result.Attribute("outcome")),
            ((string?)error?.Element(Trx + "Message") ?? "").Trim(),
            ((string?)error?.Element(Trx + "StackTrace") ?? "").Trim('\r', '\n')
        );
    }

    private static Outcome OutcomeOf(string? text) =>
        text switch
        {
            "Passed" => Outcome.Passed,
            "NotExecuted" => Outcome.Skipped,
            // Whatever else is reported, such as a timeout, is nothing that went well.
            _ => Outcome.Failed,
        };
}

/// <summary>How a test ended.</summary>
internal enum Outcome
{
    /// <summary>As it should.</summary>
    Passed,

    /// <summary>Otherwise.</summary>
    Failed,

    /// <summary>It did not run, and says why.</summary>
    Skipped,
}

/// <summary>One test.</summary>
/// <param name="Name">Its full name, with the arguments of a theory.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">What went wrong, or why it did not run.</param>
/// <param name="Stack">Where it went wrong, innermost first; a line each.</param>
internal sealed record TestResult(string Name, Outcome Outcome, string Message, string Stack);
