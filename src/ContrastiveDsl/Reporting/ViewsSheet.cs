using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Language;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.Reporting;

/// <summary>Images beside the views that the training makes of them.</summary>
/// <param name="Heads">The heads of its columns, of which the first is that of the originals.</param>
/// <param name="Rows">A row of pictures for each image.</param>
internal sealed record ViewsSheet(IReadOnlyList<string> Heads, IReadOnlyList<ViewsRow> Rows)
{
    private const int Images = 8;
    private const int Columns = 6;
    private const int Side = 112;

    /// <summary>Draws the views of the first epochs.</summary>
    /// <param name="experiment">The experiment, whose networks are not asked.</param>
    /// <param name="model">Its declaration.</param>
    /// <param name="images">The training images.</param>
    /// <param name="seed">The seed of the run.</param>
    internal static ViewsSheet Draw(IExperiment experiment, ExperimentModel model, SampledImages images, long seed)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var some = images.Few(Images);
        var heads = new List<string> { "original" };
        var cells = new List<Func<int, Thumbnail>> { image => some.ThumbnailOf(image, Side) };
        for (var epoch = 0; epoch == 0 || cells.Count < 1 + Columns; epoch++)
        {
            var views = experiment.SampleViews(some.Load(), new RandomSource(seed), some.BatchOf(epoch));
            foreach (var (number, view) in views.Index())
            {
                var pixels = Restored(view, FamilyOf(model, number));
                var pieces = pixels.shape[0] / some.Count;
                heads.Add(Head(epoch, number, pieces));
                cells.Add(image => Picture(pixels.narrow(0, image * pieces, pieces)));
            }
        }

        return new ViewsSheet(
            heads,
            [
                .. Enumerable
                    .Range(0, some.Count)
                    .Select(image => new ViewsRow(some.NameOf(image), [.. cells.Select(cell => cell(image))])),
            ]
        );
    }

    /// <summary>Each view of some images, all images in one picture.</summary>
    /// <param name="experiment">The experiment, whose networks are not asked.</param>
    /// <param name="definition">Its declaration.</param>
    /// <param name="images">The images.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    internal static IReadOnlyList<Thumbnail> Together(
        IExperiment experiment,
        ExperimentDefinition definition,
        SampledImages images,
        long seed,
        int epoch
    )
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var views = experiment.SampleViews(images.Load(), new RandomSource(seed), images.BatchOf(epoch));
        return
        [
            .. views.Select(
                (view, number) => Pictures.Tiled(Restored(view, FamilyOf(definition.Model, number)), 4 * Side)
            ),
        ];
    }

    private static string Head(int epoch, int view, long pieces) =>
        FormattableString.Invariant($"epoch {epoch + 1}, {(pieces > 1 ? "patches" : $"view {view + 1}")}");

    private static Thumbnail Picture(Tensor pieces) =>
        pieces.shape[0] == 1 ? Pictures.Of(pieces[0], Side) : Pictures.Tiled(pieces, Side);

    /// <summary>The family that draws a view.</summary>
    private static ViewsModel FamilyOf(ExperimentModel model, int view) =>
        view > 0 && model.Pretext is { } patches ? patches.Views : model.FamilyOf(view);

    /// <summary>Views as they were before normalization.</summary>
    private static Tensor Restored(Tensor views, ViewsModel family)
    {
        if (family.Normalize is not { } normalize)
        {
            return views;
        }

        var (mean, std) = (Channels(normalize.Mean), Channels(normalize.Std));
        return views.to(CPU).mul(std).add(mean);
    }

    private static Tensor Channels(EquatableArray<double> values) =>
        tensor(values.Select(value => (float)value).ToArray()).view(1, -1, 1, 1);
}

/// <summary>An image and its views.</summary>
/// <param name="Name">The image's name.</param>
/// <param name="Pictures">The original, then the views.</param>
internal sealed record ViewsRow(string Name, IReadOnlyList<Thumbnail> Pictures);
