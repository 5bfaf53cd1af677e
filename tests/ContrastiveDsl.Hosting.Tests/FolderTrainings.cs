using System.Text.Json;
using ContrastiveDsl.TestImages;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Tests that train on a folder of image files, in batches of 16 on two threads.</summary>
public abstract class FolderTrainings : IDisposable
{
    private protected ImagesFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static Invocation Run(params string[] words) =>
        Invocation.Of([StripesExperiment.Definition], words);

    private protected Invocation Train(params string[] options)
    {
        string[] output = options.Contains("--out") ? [] : ["--out", Folder.Output];
        string[] store = options.Contains("--store") ? [] : ["--store", Folder.Store];
        string[] threads = options.Contains("--threads") ? [] : ["--threads", "2"];
        return Run([
            "train",
            "Stripes",
            "--data",
            Folder.Data,
            "--batch-size",
            "16",
            .. store,
            .. output,
            .. threads,
            .. options,
        ]);
    }

    /// <summary>The same, stopped before the first step is done.</summary>
    private protected Invocation TrainUntilStopped(string output) =>
        StoppedTraining.Run(
            new Overrides
            {
                Data = Folder.Data,
                Store = Folder.Store,
                BatchSize = 16,
                Output = output,
                Threads = 2,
            }
        );

    /// <summary>The settings that the run has recorded.</summary>
    private protected JsonElement Settings() =>
        JsonDocument
            .Parse(File.ReadAllText(Path.Combine(Folder.Output, "settings.json")))
            .RootElement.GetProperty("settings");
}
