using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace ContrastiveDsl.Data;

/// <summary>A <c>.npy</c> file of images that is too large to be held whole.</summary>
internal sealed class FoundNpy : FoundData
{
    /// <summary>What labels of a <c>.npy</c> file come from.</summary>
    internal const string FileForm = "FILE.npy";

    private readonly string path;
    private readonly DataOptions options;
    private readonly int[] train;
    private readonly int[] test;
    private readonly int[]? labels;

    /// <summary>Sets test images aside, if that is wanted.</summary>
    public FoundNpy(string path, int[]? labels, DataOptions options)
    {
        this.path = path;
        this.options = options;
        this.labels = labels;
        (_, var count, var height, var width, Channels) = NpyFile.Images(path);
        Size = (height, width);
        var isTest = new bool[count];
        if (options.TestShare > 0)
        {
            isTest = TestSplit.Choose(
                [.. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture))],
                options.TestShare
            );
        }

        train = [.. Enumerable.Range(0, count).Where(i => !isTest[i])];
        test = [.. Enumerable.Range(0, count).Where(i => isTest[i])];
    }

    /// <inheritdoc/>
    public override int Train => train.Length;

    /// <inheritdoc/>
    public override int Test => test.Length;

    /// <inheritdoc/>
    public override int TrainClasses => labels is null ? 0 : train.Max(i => labels[i]) + 1;

    /// <inheritdoc/>
    public override bool LabelsTests => labels is not null && test.Any(i => labels[i] >= 0);

    /// <inheritdoc/>
    public override string LabelForms => FileForm;

    /// <inheritdoc/>
    public override int Channels { get; }

    /// <inheritdoc/>
    public override (int Height, int Width) Size { get; }

    /// <inheritdoc/>
    public override DataSummary Summarize()
    {
        var all = Fingerprint();
        return new DataSummary
        {
            Kind = DataFinder.Npy,
            Train = train.Length,
            Test = test.Length,
            Labels = options.Labels,
            Fingerprint = all,
            // Of the whole file and all labels.
            TestFingerprint = test.Length == 0 ? null : all,
        };
    }

    /// <inheritdoc/>
    public override ImageSets Open()
    {
        using var all = new SharedSource(new NpySource(path));
        return new ImageSets(Set(all, train), test.Length == 0 ? null : Set(all, test)) { Data = Summarize() };
    }

    private ImageSet Set(SharedSource all, int[] chosen)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var numbers = labels is null ? null : Array.ConvertAll(chosen, i => labels[i]);
        return ImageSet.Of(all.Select(chosen), options, ImageArray.LabelTensor(numbers));
    }

    /// <summary>Of the whole file, read once.</summary>
    private string Fingerprint()
    {
        var hash = new XxHash128();
        using (var file = File.OpenRead(path))
        {
            hash.Append(file);
        }

        hash.Append(MemoryMarshal.AsBytes<int>(train));
        hash.Append(MemoryMarshal.AsBytes<int>(labels ?? []));
        return hash.GetCurrentHashAsUInt128().ToString("x32", CultureInfo.InvariantCulture);
    }
}
