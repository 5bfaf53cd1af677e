using ContrastiveDsl.Data;
using ContrastiveDsl.Embeddings;
using ContrastiveDsl.Language;
using ContrastiveDsl.Native;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.Reporting;

/// <summary>What a report shows of a run's images.</summary>
/// <param name="Views">Images and views of the training.</param>
/// <param name="Encoded">What the encoder makes of images; null before the first checkpoint.</param>
internal sealed record RunImages(ViewsSheet Views, EncodedImages? Encoded)
{
    /// <summary>Makes it.</summary>
    /// <param name="experiment">The experiment, with the weights of the run where it has any.</param>
    /// <param name="isTrained">Whether it has.</param>
    /// <param name="model">Its declaration.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="train">The training images.</param>
    /// <param name="test">The test images, if there are any.</param>
    /// <param name="classes">Names of the classes, where they have names.</param>
    /// <param name="count">How many images to ask about; among four times as many.</param>
    /// <param name="report">Told which share of the work is done.</param>
    internal static RunImages Of(
        IExperiment experiment,
        bool isTrained,
        ExperimentModel model,
        long seed,
        ImageSet train,
        ImageSet? test,
        IReadOnlyList<string>? classes,
        int count,
        Action<double> report
    )
    {
        var bank = SampledImages.Of(train, 4 * count, "train", classes);
        var views = ViewsSheet.Draw(experiment, model, bank, seed);
        if (!isTrained)
        {
            return new RunImages(views, null);
        }

        var queries = test is null ? null : SampledImages.Of(test, count, "test", classes);
        return new RunImages(views, EncodedImages.Of(experiment.Embed, bank, queries, count, report));
    }
}

/// <summary>What an encoder makes of images.</summary>
/// <param name="Said">Which images these are, in words.</param>
/// <param name="Maps">Maps of their embeddings; none where there are too few.</param>
/// <param name="Mapped">What the points of the maps are.</param>
/// <param name="Neighbors">Some images, each with those most similar to it.</param>
/// <param name="Confusion">Which classes are taken for which; null without labels.</param>
internal sealed record EncodedImages(
    string Said,
    IReadOnlyList<EmbeddingMap> Maps,
    MappedImages Mapped,
    IReadOnlyList<NeighborsAnswer> Neighbors,
    Confusion? Confusion
)
{
    private const int Asked = 8;
    private const int Found = 8;

    internal static EncodedImages Of(
        Func<Tensor, Tensor> embed,
        SampledImages bank,
        SampledImages? queries,
        int count,
        Action<double> report
    )
    {
        // Without test images, half of those taken from the training stand for them.
        var (asked, known) = queries is null ? bank.Halves() : (queries, bank);
        asked = asked.Few(count);
        using var scope = NewDisposeScope();
        var done = 0;
        void Count(int some) => report((done += some) / (double)(asked.Count + known.Count));
        var askedFeatures = asked.Embed(embed, Count);
        var knownFeatures = known.Embed(embed, Count);
        return new EncodedImages(
            $"{Say.Plural(asked.Count, queries is null ? "training image" : "test image")}{(queries is null ? ", for there are no test images" : "")}, asked among {Say.Plural(known.Count, queries is null ? "other training image" : "training image")}",
            EmbeddingMap.Of(askedFeatures),
            MappedImages.Of(asked),
            Answers(asked, askedFeatures, known, knownFeatures),
            Confusion.Of(asked, askedFeatures, known, knownFeatures)
        );
    }

    private static IReadOnlyList<NeighborsAnswer> Answers(
        SampledImages asked,
        Tensor askedFeatures,
        SampledImages known,
        Tensor knownFeatures
    )
    {
        using var scope = NewDisposeScope();
        var size = (int)knownFeatures.shape[1];
        var places = Enumerable
            .Range(0, Math.Min(Asked, asked.Count))
            .Select(i => i * asked.Count / Math.Min(Asked, asked.Count));
        var answers = new List<NeighborsAnswer>();
        var rows = Unit(knownFeatures);
        foreach (var place in places)
        {
            var nearest = new NearestRows(Unit(askedFeatures.narrow(0, place, 1)), size, Found, (_, _) => true);
            nearest.Add(rows);
            answers.Add(
                new NeighborsAnswer(
                    Shown(asked, place),
                    [
                        .. nearest
                            .Found[0]
                            .Select(neighbor => new ShownNeighbor(
                                Shown(known, (int)neighbor.Row),
                                neighbor.Cosine,
                                AreOfOtherClasses(asked.LabelOf(place), known.LabelOf((int)neighbor.Row))
                            )),
                    ]
                )
            );
        }

        return answers;
    }

    private static bool AreOfOtherClasses(int left, int right) => left >= 0 && right >= 0 && left != right;

    /// <summary>Its picture is made at once: the images are gone when the page is written.</summary>
    private static ShownImage Shown(SampledImages images, int place)
    {
        var thumbnail = images.ThumbnailOf(place, 112);
        return new ShownImage(images.NameOf(place), _ => thumbnail);
    }

    private static float[] Unit(Tensor features)
    {
        using var scope = NewDisposeScope();
        return HostTensor.Read<float>(nn.functional.normalize(features, p: 2, dim: 1, eps: 1e-12));
    }
}
