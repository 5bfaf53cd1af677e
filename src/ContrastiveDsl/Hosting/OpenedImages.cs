using ContrastiveDsl.Data;
using ContrastiveDsl.Language;
using TorchSharp;

namespace ContrastiveDsl.Hosting;

/// <summary>The images of a run.</summary>
internal sealed class OpenedImages : IDisposable
{
    private readonly ImageSets sets;

    private OpenedImages(string path, ImageSets sets, ImageSet train)
    {
        Path = path;
        this.sets = sets;
        Train = train;
    }

    /// <summary>Where they come from.</summary>
    internal string Path { get; }

    /// <summary>Those to train on.</summary>
    internal ImageSet Train { get; }

    /// <summary>Those to test with, if there are any.</summary>
    internal ImageSet? Test => sets.Test;

    /// <summary>Training images in the data, of which <see cref="Train"/> may be the first few.</summary>
    internal int Available => sets.Train.Count;

    /// <summary>What scores of an encoder would need and is not there; null when all is.</summary>
    internal string? LackedByScores =>
        Test is null ? "test images"
        : Train.CountClasses() == 0 || Test.CountClasses() == 0 ? "labels"
        : null;

    /// <summary>What the rules want to know of them.</summary>
    internal ImagesModel Model => new(Train.Count, Train.CountClasses(), Train.Channels, Train.Height, Train.Width);

    /// <summary>Opens the data.</summary>
    /// <param name="path">What <c>--data</c> says.</param>
    /// <param name="limit">How many training images to use; null for all.</param>
    /// <param name="device">Where they shall live.</param>
    /// <exception cref="InputException">There is nothing to open, or fewer images than asked for.</exception>
    internal static OpenedImages Open(string path, int? limit, torch.Device device)
    {
        var sets = OpenSets(path, device);
        if (limit > sets.Train.Count)
        {
            var available = sets.Train.Count;
            sets.Dispose();
            throw new InputException(
                $"--limit is {limit}, but '{path}' holds {available} training images; lower it, or leave it out to use them all."
            );
        }

        return new OpenedImages(path, sets, limit is { } count ? sets.Train.Take(count) : sets.Train);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        sets.Dispose();
    }

    private static ImageSets OpenSets(string path, torch.Device device)
    {
        try
        {
            return ImageSets.Open(path, device);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--data: {exception.Message}");
        }
    }
}
