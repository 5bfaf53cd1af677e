using ContrastiveDsl.Data;
using ContrastiveDsl.Language;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>The images that <c>--data</c> names, before any of a folder has been decoded.</summary>
internal sealed class FoundImages
{
    /// <summary>Files of a folder that are decoded in seconds.</summary>
    private const int FewFiles = 1000;

    private readonly RunSettings settings;

    private FoundImages(RunSettings settings, FoundData data)
    {
        this.settings = settings;
        Data = data;
    }

    /// <summary>Where they are.</summary>
    internal string Path => settings.Data!;

    /// <summary>How many training images to use; null for all.</summary>
    internal int? Limit => settings.Limit;

    /// <summary>What was found.</summary>
    internal FoundData Data { get; }

    /// <summary>Whether all of them are known to be good: files of a folder show it when they are opened.</summary>
    internal bool IsDecoded => Data is not FoundFolder;

    /// <summary>What scores of an encoder would need and is not there; null when all is.</summary>
    internal ScoreNeeds? LackedByScores =>
        ScoreNeeds.Of(Data.LabelForms, Data.TrainClasses > 0, Data.Test > 0, Data.LabelsTests);

    /// <summary>What the rules want to know of those to train on.</summary>
    internal ImagesModel TrainModel => Model(settings.Limit ?? Data.Train, Data.TrainClasses);

    /// <summary>
    /// What they are at best: where a few files have yet to show that they are images, too few of them for a batch are
    /// not counted, but decoded, which takes seconds, and then counted rightly.
    /// </summary>
    internal ImagesModel BestModel =>
        IsDecoded || Limit < settings.BatchSize || Data.Train + Data.Test > FewFiles
            ? TrainModel
            : TrainModel with
            {
                Count = Math.Max(TrainModel.Count, settings.BatchSize),
            };

    /// <summary>The same for another experiment than the one they were found for.</summary>
    internal ImagesModel ModelFor(ExperimentModel model) =>
        Data.Size.Height > 0 ? TrainModel : TrainModel with { Channels = Decoded(model) };

    /// <summary>Finds the data.</summary>
    /// <param name="settings">Where the images are, and how they are opened.</param>
    /// <param name="model">The experiment they are for.</param>
    /// <param name="watch">Shows the decoding of images, if they are opened later.</param>
    /// <exception cref="InputException">There is nothing, or there are fewer images than asked for.</exception>
    internal static FoundImages Find(
        RunSettings settings,
        ExperimentModel model,
        Action<Action<Action<string, double>>>? watch = null
    )
    {
        var options = Options(settings, model);
        if (watch is not null)
        {
            options = options with { Watch = watch };
        }

        var found = new FoundImages(settings, Refusing(() => DataFinder.Find(settings.Data!, options)));
        found.RequireLimit(found.Data.Train);
        return found;
    }

    /// <summary>Does something with the data, whose faults are those of the input.</summary>
    internal static T Refusing<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{OptionOf(exception)}: {exception.Message}");
        }
    }

    /// <summary>The option whose value is at fault.</summary>
    private static string OptionOf(Exception exception) =>
        (exception as DataFormatException)?.Setting switch
        {
            nameof(DataOptions.Labels) => Verbs.LabelsOption,
            nameof(DataOptions.TestShare) => Verbs.TestShareOption,
            nameof(DataOptions.Store) => Verbs.StoreOption,
            _ => Verbs.DataOption,
        };

    /// <summary>What the rules want to know of some images.</summary>
    internal ImagesModel Model(int count, int classes) =>
        new(count, classes, Data.Channels, Data.Size.Height, Data.Size.Width);

    /// <summary>What they are once they are opened, as a run notes it.</summary>
    /// <exception cref="InputException">They cannot be opened, or prove to be less than asked for.</exception>
    internal DataSummary Summarize()
    {
        var data = Refusing(Data.Summarize);
        RequireLimit(data.Train);
        return Limited(data);
    }

    /// <summary>What was opened; of some images at even distances its fingerprint says so.</summary>
    internal DataSummary Limited(DataSummary data) =>
        IsSpread(data.Train)
            ? data with
            {
                Fingerprint = FormattableString.Invariant($"{data.Fingerprint}, {Limit} at even distances"),
            }
            : data;

    /// <summary>Whether some at even distances are trained on, and not all, nor the first.</summary>
    /// <param name="available">Training images that there are.</param>
    internal bool IsSpread(int available) => Data.IsSorted && Limit < available;

    /// <exception cref="InputException">There are fewer training images than asked for.</exception>
    internal void RequireLimit(int available)
    {
        if (settings.Limit > available)
        {
            throw new InputException(
                $"--limit is {settings.Limit}, but '{Path}' holds {available} training images; lower it, or leave it out to use them all."
            );
        }
    }

    /// <summary>Channels to which the images of a folder are decoded.</summary>
    private static int Decoded(ExperimentModel model) => model.Encoder.Channels == 1 ? 1 : 3;

    private static DataOptions Options(RunSettings settings, ExperimentModel model) =>
        new()
        {
            ImageSize = model.Encoder.ImageSize,
            Square = model.TakesSquareImages,
            Device = settings.TorchDevice,
            Threads = settings.Threads,
            Channels = Decoded(model),
            Labels = settings.Labels,
            TestShare = settings.TestShare,
            Store = settings.Store,
            Strict = settings.StrictData,
        };
}
