using ContrastiveDsl.Data;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>The images of a run.</summary>
internal sealed class OpenedImages : IDisposable
{
    private readonly ImageSets sets;
    private readonly FoundImages found;

    private OpenedImages(FoundImages found, ImageSets sets, ImageSet train)
    {
        this.found = found;
        this.sets = sets;
        Train = train;
    }

    /// <summary>Where they come from.</summary>
    internal string Path => found.Path;

    /// <summary>Those to train on.</summary>
    internal ImageSet Train { get; }

    /// <summary>Those to test with, if there are any.</summary>
    internal ImageSet? Test => sets.Test;

    /// <summary>What was opened; of some images at even distances its fingerprint says so.</summary>
    internal DataSummary Summary => found.Limited(sets.Data!);

    /// <summary>Training images in the data, of which <see cref="Train"/> may be some.</summary>
    internal int Available => sets.Train.Count;

    /// <summary>Whether <see cref="Train"/> is some of them at even distances, and not all, nor the first.</summary>
    internal bool IsSpread => found.IsSpread(Available);

    /// <summary>What scores of an encoder would need and is not there; null when all is.</summary>
    internal ScoreNeeds? LackedByScores =>
        ScoreNeeds.Of(found.Data.LabelForms, Train.CountClasses() > 0, Test is not null, Test?.CountClasses() > 0);

    /// <summary>What the rules want to know of them.</summary>
    internal ImagesModel Model => found.Model(Train.Count, Train.CountClasses());

    /// <summary>Opens what was found; decodes what of it has to be.</summary>
    /// <exception cref="InputException">It cannot be opened, or proves to be less than asked for.</exception>
    internal static OpenedImages Open(FoundImages found)
    {
        var sets = FoundImages.Refusing(found.Data.Open);
        try
        {
            found.RequireLimit(sets.Train.Count);
            return new OpenedImages(found, sets, Limited(found, sets.Train));
        }
        catch
        {
            sets.Dispose();
            throw;
        }
    }

    /// <summary>The first images of a folder would be of one class or two.</summary>
    private static ImageSet Limited(FoundImages found, ImageSet train) =>
        found.Limit is not { } count ? train
        : found.Data.IsSorted ? train.Spread(count)
        : train.Take(count);

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        sets.Dispose();
    }
}
