using ContrastiveDsl.Data;
using ContrastiveDsl.Language;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>What the command line gives in place of the declaration; null leaves the declaration's.</summary>
internal sealed record Overrides
{
    internal string? Data { get; init; }

    internal string? Labels { get; init; }

    internal double? TestShare { get; init; }

    internal string? Store { get; init; }

    internal bool? StrictData { get; init; }

    internal int? Epochs { get; init; }

    internal int? BatchSize { get; init; }

    internal long? Seed { get; init; }

    internal int? Limit { get; init; }

    internal string? Device { get; init; }

    internal int? Threads { get; init; }

    internal string? Output { get; init; }

    internal string? From { get; init; }

    internal double? ScoreShare { get; init; }

    internal int? CheckpointSteps { get; init; }

    internal double? CheckpointMinutes { get; init; }

    internal int? KeepCheckpoints { get; init; }

    internal bool? StopOnCollapse { get; init; }

    /// <summary>The settings of the run.</summary>
    internal RunSettings ApplyTo(RunSettings defaults) =>
        defaults with
        {
            Data = Data is null ? defaults.Data : Path.GetFullPath(Data),
            Labels = Full(Labels, DataOptions.FolderLabels) ?? defaults.Labels,
            TestShare = TestShare ?? defaults.TestShare,
            Store = Full(Store, DataOptions.NoStore) ?? defaults.Store,
            StrictData = StrictData ?? defaults.StrictData,
            Epochs = Epochs ?? defaults.Epochs,
            BatchSize = BatchSize ?? defaults.BatchSize,
            Seed = Seed ?? defaults.Seed,
            Limit = Limit ?? defaults.Limit,
            Device = Device ?? defaults.Device,
            Threads = Threads ?? defaults.Threads,
            Output = Output ?? defaults.Output,
            From = From ?? defaults.From,
            ScoreShare = ScoreShare ?? defaults.ScoreShare,
            CheckpointSteps = CheckpointSteps ?? defaults.CheckpointSteps,
            CheckpointMinutes = CheckpointMinutes ?? defaults.CheckpointMinutes,
            KeepCheckpoints = KeepCheckpoints ?? defaults.KeepCheckpoints,
            StopOnCollapse = StopOnCollapse ?? defaults.StopOnCollapse,
        };

    /// <summary>The model as it runs with these settings, for the rules and for <c>describe</c>.</summary>
    /// <param name="model">The declaration.</param>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="images">What the opened data is, or null where no data was opened.</param>
    internal static ExperimentModel Resolve(ExperimentModel model, RunSettings settings, ImagesModel? images) =>
        model with
        {
            Training = model.Training with
            {
                Epochs = settings.Epochs,
                BatchSize = settings.BatchSize,
                Seed = settings.Seed,
            },
            Images = images is null
                ? Declared(model.Images, settings.Limit)
                : images with
                {
                    Attribute = model.Images?.Attribute ?? AttributeIndex.None,
                },
        };

    /// <summary>A path as it is valid from everywhere; a word stays what it is.</summary>
    private static string? Full(string? path, string word) =>
        path is null || path == word ? path : Path.GetFullPath(path);

    private static ImagesModel? Declared(ImagesModel? images, int? limit) =>
        images is not null && limit < images.Count ? images with { Count = limit.Value } : images;
}
