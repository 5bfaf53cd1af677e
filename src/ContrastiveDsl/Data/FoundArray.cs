using System.Globalization;

namespace ContrastiveDsl.Data;

/// <summary>Images of one size that were read into memory.</summary>
internal sealed class FoundArray : FoundData
{
    private readonly ImageArray train;
    private readonly ImageArray? test;
    private readonly DataSummary summary;
    private readonly DataOptions options;

    /// <summary>Sets test images aside, if that is wanted.</summary>
    /// <param name="path">Where the images are from.</param>
    /// <param name="summary">What they are.</param>
    /// <param name="sets">Training images, and test images where there are any.</param>
    /// <param name="options">What they are opened for.</param>
    /// <exception cref="DataFormatException">The options do not fit the images.</exception>
    public FoundArray(string path, DataSummary summary, (ImageArray Train, ImageArray? Test) sets, DataOptions options)
    {
        (train, test) = sets;
        this.options = options;
        if (options.TestShare > 0)
        {
            if (test is not null)
            {
                throw new DataFormatException($"'{path}' has test images of its own: no share can be set aside.")
                {
                    Setting = nameof(DataOptions.TestShare),
                };
            }

            (train, test) = Split(train, options.TestShare);
        }

        this.summary = summary with
        {
            Train = train.Count,
            Test = test?.Count ?? 0,
            Labels = train.Labels is null ? null : summary.Labels ?? summary.Kind,
            Fingerprint = train.Fingerprint,
            TestFingerprint = test?.Fingerprint,
        };
    }

    /// <inheritdoc/>
    public override int Train => train.Count;

    /// <inheritdoc/>
    public override int Test => test?.Count ?? 0;

    /// <inheritdoc/>
    public override int TrainClasses => train.Labels is null ? 0 : train.Labels.Max() + 1;

    /// <inheritdoc/>
    public override bool LabelsTests => test?.Labels is { } labels && labels.Max() >= 0;

    /// <inheritdoc/>
    public override string? LabelForms => summary.Kind == DataFinder.Npy ? FoundNpy.FileForm : null;

    /// <inheritdoc/>
    public override int Channels => train.Channels;

    /// <inheritdoc/>
    public override (int Height, int Width) Size => (train.Height, train.Width);

    /// <inheritdoc/>
    public override DataSummary Summarize() => summary;

    /// <inheritdoc/>
    public override ImageSets Open() => new(train.On(options.Device), test?.On(options.Device)) { Data = summary };

    private static (ImageArray Train, ImageArray Test) Split(ImageArray all, double share)
    {
        string[] names = [.. Enumerable.Range(0, all.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        var isTest = TestSplit.Choose(names, share);
        int[] some = [.. Enumerable.Range(0, all.Count)];
        return (all.Select(Array.FindAll(some, i => !isTest[i])), all.Select(Array.FindAll(some, i => isTest[i])));
    }
}
