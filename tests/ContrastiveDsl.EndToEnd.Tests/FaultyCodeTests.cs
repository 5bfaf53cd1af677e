using ContrastiveDsl.EndToEnd.Tests.Careless;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Hosting;
using FashionMnist;
using Spectre.Console;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Custom code that cannot learn, from the command line.</summary>
public sealed class FaultyCodeTests
{
    [ImagesFact]
    public void Train_OfAnEncoderThatRegistersNothing_FailsBeforeTheRunAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        string[] words =
        [
            "train",
            nameof(ForgetfulSimClr),
            "--data",
            ClothesImages.Default.Folder,
            "--limit",
            "256",
            "--out",
            folder["run"],
        ];

        var exitCode = CommandLine.Run(words, Experiments.All, new Terminal(console, error));

        exitCode.Should().Be(1);
        error
            .ToString()
            .Should()
            .StartWith(
                "error: 'ForgetfulEncoder' does not register 'linear', so that it would be neither trained nor saved."
            );
        Directory.Exists(folder["run"]).Should().BeFalse();
    }
}
