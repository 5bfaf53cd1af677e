using ContrastiveDsl.Testing;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What eng/test.sh shows of the files in which test projects report.</summary>
public sealed class TestRunnerTests : IDisposable
{
    private const string Passed = """<UnitTestResult testName="A.Good" outcome="Passed" />""";
    private const string Failed = """
        <UnitTestResult testName="A.Bad(text: &quot;x &lt; y&quot;)" outcome="Failed"><Output><StdOut>noise</StdOut>
        <ErrorInfo>
          <Message>Expected 1, but &lt;2&gt;
        differs.</Message>
          <StackTrace>   at FluentAssertions.Execution.Throw()
           at A.Bad() in A.cs:line 1
           at B()
           at System.Reflection.Invoke()
           at C()
           at D()
           at E()</StackTrace>
        </ErrorInfo></Output></UnitTestResult>
        """;

    private const string Skipped = """
        <UnitTestResult testName="A.Later" outcome="NotExecuted">
          <Output><ErrorInfo><Message>There are no images.</Message></ErrorInfo></Output>
        </UnitTestResult>
        <UnitTestResult testName="A.Latest" outcome="NotExecuted">
          <Output><ErrorInfo><Message>There are no images.</Message></ErrorInfo></Output>
        </UnitTestResult>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Lines_OfAllPassed_AreTheSum()
    {
        Lines(Report(0, Passed))
            .Should()
            .Equal("Some.Tests                                  1 passed, 0 failed, 0 skipped  (7 s)");
    }

    [Fact]
    public void Lines_OfFailedAndSkipped_NameThemWithMessageAndFirstStackLines()
    {
        Lines(Report(1, Passed + Failed + Skipped))
            .Should()
            .Equal(
                "Some.Tests                                  1 passed, 1 failed, 2 skipped  (7 s)",
                "  Failed: A.Bad(text: \"x < y\")",
                "      Expected 1, but <2>",
                "      differs.",
                "         at A.Bad() in A.cs:line 1",
                "         at B()",
                "         at C()",
                "         at D()",
                "  Skipped: There are no images.",
                "      A.Later",
                "      A.Latest"
            );
    }

    [Fact]
    public void Lines_OfACrash_CountItAsAFailureAndShowTheLog()
    {
        var report = Report(1, Passed, log: string.Join('\n', Enumerable.Range(1, 40).Select(line => $"line {line}")));

        report.Failed.Should().Be(1);
        var lines = Lines(report);
        lines[0].Should().Contain("1 passed, 1 failed, 0 skipped");
        lines[1].Should().Be("  Some.Tests did not run to its end (exit code 1):");
        lines
            .Skip(2)
            .Should()
            .HaveCount(20 + 1 + 8)
            .And.Contain("      ...")
            .And.StartWith("      line 1")
            .And.EndWith("      line 40");
    }

    [Fact]
    public void Failed_OfACrashBesideAFailure_CountsBoth()
    {
        Report(1, Failed, log: "Test Run Aborted.").Failed.Should().Be(2);
    }

    [Fact]
    public void Failed_OfAProjectThatReportsNothing_IsOneUnlessTestsWereChosenByName()
    {
        var nothing = TestResults.Read(Path.Combine(folder, "none.trx"));
        new ProjectReport("Some.Tests", 0, nothing, Log: "", Filtered: false).Failed.Should().Be(1);
        new ProjectReport("Some.Tests", 1, nothing, Log: "", Filtered: true).Failed.Should().Be(1);
        var none = new ProjectReport("Some.Tests", 0, nothing, Log: "", Filtered: true);
        none.Failed.Should().Be(0);
        none.IsOutOfQuestion.Should().BeTrue();
    }

    [Fact]
    public void Read_HalfAFile_HasNoResults()
    {
        File.WriteAllText(Path.Combine(folder, "half.trx"), "<TestRun><Results><UnitTestResult testName=");

        TestResults.Read(Path.Combine(folder, "half.trx")).Tests.Should().BeEmpty();
    }

    [Fact]
    public void Filter_OfANameWithSpecialCharacters_EscapesThem()
    {
        TestProject
            .Filter("""Is(a: "b|c")!""")
            .Should()
            .Equal("--filter", """FullyQualifiedName~Is\(a: "b\|c"\)\!|DisplayName~Is\(a: "b\|c"\)\!""");
        TestProject.Filter(null).Should().BeEmpty();
    }

    [Fact]
    public void Filter_OfAPart_ChoosesFromItAlone()
    {
        const string Part = "FullyQualifiedName~.Processes.";
        TestProject.Filter(null, Part).Should().Equal("--filter", Part);
        TestProject
            .Filter("Train", Part)
            .Should()
            .Equal("--filter", $"(FullyQualifiedName~Train|DisplayName~Train)&({Part})");
    }

    private static string[] Lines(ProjectReport report) => [.. report.Lines(TimeSpan.FromSeconds(7))];

    private ProjectReport Report(int exitCode, string results, string log = "")
    {
        var path = Path.Combine(folder, "results.trx");
        File.WriteAllText(
            path,
            $"""
            <?xml version="1.0" encoding="utf-8"?>
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
            <Results>{results}</Results>
            </TestRun>
            """
        );
        return new ProjectReport("Some.Tests", exitCode, TestResults.Read(path), log, Filtered: false);
    }
}
