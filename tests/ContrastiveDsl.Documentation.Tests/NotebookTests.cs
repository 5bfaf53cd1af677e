using System.Diagnostics;
using System.Text.Json;
using ContrastiveDsl.Documentation.Tests.Reading;

namespace ContrastiveDsl.Documentation.Tests;

/// <summary>The notebook, with fewer images, on what the solution has built.</summary>
public sealed class NotebookTests : IDisposable
{
    private const string Notebook = "examples/Notebook";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contrastive-notebook-");

    public void Dispose() => folder.Delete(recursive: true);

    [NotebookFact]
    public void FirstEncoder_FromTopToBottom_ShowsViewsLossesNeighborsAndAScore()
    {
        var shortened = Path.Combine(folder.FullName, "short.ipynb");
        var source = File.ReadAllText(Path.Combine(Repository.Root, Notebook, "first-encoder.ipynb"));
        File.WriteAllText(
            shortened,
            source
                .Replace(
                    "../FashionMnist/bin/Release",
                    Path.Combine(Repository.Root, "examples/FashionMnist/bin/Debug")
                )
                .Replace("Take(5120)", "Take(512)")
                .Replace("Take(2000)", "Take(100)")
        );
        var executed = Path.Combine(folder.FullName, "executed.ipynb");

        var said = Dotnet(
            "dotnet-repl",
            "--run",
            shortened,
            "--exit-after-run",
            "--output-format",
            "ipynb",
            "--output-path",
            executed
        );

        File.Exists(executed).Should().BeTrue(said);
        var outputs = Outputs(executed);
        outputs.Should().NotContain("\"ename\"");
        outputs.Should().Contain("512 images to train on, 1×28×28").And.Contain("epoch 2: loss ");
        outputs.Should().MatchRegex(@"kNN: untrained \d+\.\d.%, trained \d+\.\d.%");
        // Eight images with two views of each; six images with six neighbors.
        outputs.Split("<img").Should().HaveCount(1 + (8 * 3) + (6 * 7));
    }

    /// <summary>All that the cells gave, as text.</summary>
    private static string Outputs(string notebook)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(notebook));
        var cells = document.RootElement.GetProperty("cells").EnumerateArray();
        return string.Join('\n', cells.SelectMany(Outputs));
    }

    private static IEnumerable<string> Outputs(JsonElement cell) =>
        cell.TryGetProperty("outputs", out var outputs) ? outputs.EnumerateArray().Select(Text) : [];

    /// <summary>As it is meant to be read: without escapes of JSON.</summary>
    private static string Text(JsonElement output) =>
        output.ValueKind switch
        {
            JsonValueKind.Object => string.Join(
                '\n',
                output.EnumerateObject().Select(property => $"\"{property.Name}\": {Text(property.Value)}")
            ),
            JsonValueKind.Array => string.Concat(output.EnumerateArray().Select(Text)),
            JsonValueKind.String => output.GetString()!,
            _ => output.GetRawText(),
        };

    private static string Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Path.Combine(Repository.Root, Notebook),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : $"dotnet {arguments[0]}: {output}{errors.Result}";
    }

    /// <summary>Skipped where there are no images, or where the tool cannot be had.</summary>
    private sealed class NotebookFactAttribute : FactAttribute
    {
        private static readonly Lazy<string> Restored = new(() => Dotnet("tool", "restore"));

        public NotebookFactAttribute()
        {
            var images = Environment.GetEnvironmentVariable("FASHION_MNIST") ?? "/usr/share/datasets/fashion-mnist";
            Skip =
                !Directory.Exists(images) ? $"There is no folder '{images}'."
                : Restored.Value.Length > 0 ? $"The tool that runs notebooks cannot be restored: {Restored.Value}"
                : null;
        }
    }
}
