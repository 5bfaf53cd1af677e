using System.Diagnostics;
using ContrastiveDsl.TestImages;
using ContrastiveDsl.Training;
using Spectre.Console;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What is shown where nobody watches.</summary>
public sealed class PlainDisplayTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly StringWriter text = new();
    private readonly SetClock clock = new();

    public void Dispose() => text.Dispose();

    [Fact]
    public void Steps_OfALongEpoch_AreShownEveryFewMinutes()
    {
        var display = Display();
        var read = 0;

        display.Watch(progress =>
        {
            progress.RunStarted(new RunStart("Stripes", new RunSettings { Epochs = 1 }, default, StepsPerEpoch: 100));
            for (var step = 1; step <= 7; step++)
            {
                clock.Pass(Minute);
                progress.StepCompleted(
                    new StepReport(new RunPosition(0, step, step), 100, 1, 0.1, 5, () => ++read + 0.5)
                );
            }
        });

        read.Should().Be(3, "reading a loss waits for the device");
        Lines()
            .Should()
            .Equal(
                "epoch 1/1  step 2/100  loss 1.5000  5 images/s  1 h 38 min left",
                "epoch 1/1  step 4/100  loss 2.5000  5 images/s  1 h 36 min left",
                "epoch 1/1  step 6/100  loss 3.5000  5 images/s  1 h 34 min left"
            );
    }

    [Fact]
    public void Work_ThatTakesLong_ShowsHowFarItIs()
    {
        Display()
            .WatchWork("embedding", report =>
            {
                for (var done = 1; done <= 5; done++)
                {
                    clock.Pass(Minute);
                    report(done / 5.0);
                }
            });

        Lines().Should().Equal("embedding: 40 % done", "embedding: 80 % done");
    }

    [Fact]
    public void Output_RedirectedWhereABuildServiceClaimsColors_HasNoControlCode()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        start.ArgumentList.Add("describe");
        start.ArgumentList.Add("Stripes");
        foreach (var variable in new[] { "GITHUB_ACTIONS", "TEAMCITY_VERSION", "TF_BUILD", "CI" })
        {
            start.Environment[variable] = "true";
        }

        start.Environment["TERM"] = "xterm-256color";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        output.Should().Contain("Stripes: SimCLR");
        output.Where(char.IsControl).Distinct().Except(['\n', '\r']).Should().BeEmpty();
    }

    private PlainDisplay Display() =>
        new(
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new RedirectedOutput(text), Ansi = AnsiSupport.No }),
            clock
        );

    private string[] Lines() =>
        [.. text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
}
