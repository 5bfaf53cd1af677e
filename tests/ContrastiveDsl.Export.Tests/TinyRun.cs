using ContrastiveDsl.Hosting;
using ContrastiveDsl.Hosting.Tests;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Export.Tests;

/// <summary>A run of <see cref="TinySimClr"/> with one checkpoint, and the verb <c>export</c> on it.</summary>
internal sealed class TinyRun : IDisposable
{
    internal TinyRun(bool hasCheckpoint = true)
    {
        var settings = TinySimClr.Defaults with { Output = Folder };
        Experiment = new TinySimClr(settings);
        RandomState.Fill(Experiment.Encoder);
        RandomState.Fill(Experiment.Projector);
        using var run = TrainingRun.Start(nameof(TinySimClr), settings);
        run.Begin(1);
        if (hasCheckpoint)
        {
            run.SaveCheckpoint(Experiment);
        }
    }

    /// <summary>What is removed in the end.</summary>
    internal string Root { get; } = Directory.CreateTempSubdirectory("contrastive-").FullName;

    /// <summary>The run.</summary>
    internal string Folder => Path.Combine(Root, "run");

    /// <summary>The experiment with the weights of the checkpoint.</summary>
    internal TinySimClr Experiment { get; }

    /// <summary>A file beside the run, which does not exist yet.</summary>
    internal string File(string name) => Path.Combine(Root, "out", name);

    /// <summary>Exports the run.</summary>
    internal Invocation Export(params string[] options) => Invoke(["export", Folder, .. options]);

    internal static Invocation Invoke(params string[] words) => Invocation.Of([TinySimClr.Definition], words);

    public void Dispose()
    {
        Experiment.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
