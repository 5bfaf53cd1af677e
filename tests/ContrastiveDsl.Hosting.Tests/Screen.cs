using System.Diagnostics;
using Spectre.Console;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>A terminal that is watched, whose text is kept; it may be written to on any thread.</summary>
internal sealed class Screen : IDisposable
{
    private readonly StringWriter text = new();

    /// <summary>Locks itself for each call.</summary>
    private readonly TextWriter written;

    internal Screen()
    {
        written = TextWriter.Synchronized(text);
        Console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new RedirectedOutput(written, isTerminal: true),
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
            }
        );
        Console.Profile.Width = 120;
    }

    internal IAnsiConsole Console { get; }

    public void Dispose() => text.Dispose();

    /// <summary>Waits until something was shown: what lives on a screen is drawn now and then.</summary>
    internal void WaitFor(string words)
    {
        // Only so that a fault does not hang the tests.
        for (var clock = Stopwatch.StartNew(); !Text().Contains(words, StringComparison.Ordinal); Thread.Sleep(10))
        {
            clock.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(1), "'{0}' must be shown in {1}", words, Text());
        }
    }

    private string Text()
    {
        lock (written)
        {
            return text.ToString();
        }
    }
}
