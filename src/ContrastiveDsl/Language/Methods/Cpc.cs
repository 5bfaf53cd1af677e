using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// CPC: the rows of an image's patches seen so far predict the patches below, among those of all places and images.
/// </summary>
internal sealed class Cpc() : Method<CpcAttribute>("CPC", Reference)
{
    /// <summary>Representation learning with contrastive predictive coding, InfoNCE too.</summary>
    internal const string Reference = "van den Oord et al., 2018, arXiv:1807.03748";

    /// <summary>InfoNCE within the batch.</summary>
    internal static Loss BatchInfoNce { get; } =
        new Loss<BatchInfoNceLossAttribute>("queries and keys", ["queries", "keys"], static (type, loss) =>
            new BatchInfoNceLossModel(type, loss.Temperature, loss.Symmetric, loss.Normalize)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [BatchInfoNce];

    /// <inheritdoc/>
    public override int ViewCount => 1;

    /// <summary>Patches of a quarter of the image, half overlapping, unless it is stated otherwise.</summary>
    public override MethodModel Resolve(
        RawAttribute attribute,
        RawClass raw,
        IReadOnlyDictionary<string, ClassModel?> parts,
        EncoderModel encoder
    )
    {
        var stated = attribute.Bind<CpcAttribute>();
        var patch = attribute.Has(nameof(stated.Patch)) ? stated.Patch : Math.Max(1, encoder.ImageSize / 4);
        var stride = attribute.Has(nameof(stated.Stride)) ? stated.Stride : Math.Max(1, patch / 2);
        return new CpcModel(new GridModel(patch, stride), stated.Steps, stated.Context, stated.ContextLayers);
    }
}

/// <summary>CPC's settings.</summary>
/// <param name="Patches">The grid of patches that it predicts in.</param>
/// <param name="Steps">Rows ahead that are predicted.</param>
/// <param name="Context">What sums up the rows above.</param>
/// <param name="ContextLayers">Layers of a masked convolution.</param>
internal sealed record CpcModel(GridModel Patches, int Steps, ContextKind Context, int ContextLayers) : MethodModel<Cpc>
{
    private const int MaximumLayers = 64;

    /// <inheritdoc/>
    public override GridModel Grid => Patches;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> PatchSettings => [nameof(CpcAttribute.Patch)];

    /// <summary>The mean over rows ahead, of which farther ones have fewer places to predict.</summary>
    public override double? ChanceLoss(ExperimentModel experiment)
    {
        var rows = Rows(experiment);
        return Steps < 1 || Steps >= rows
            ? null
            : Enumerable
                .Range(1, Steps)
                .Average(step =>
                    experiment.Loss.ChanceLoss(((double)experiment.Training.BatchSize * (rows - step) * rows) - 1)
                );
    }

    /// <summary>
    /// A recurrent unit has three gates with two matrices and two biases each; each layer of a masked convolution has
    /// one convolution over 2×3 and one over 1×1, with their biases.
    /// </summary>
    public override IEnumerable<NetworkFacts> Networks(ExperimentModel experiment)
    {
        long size = experiment.Projector.Output;
        var places = "[N, " + Text.Of(Rows(experiment)) + ", " + Text.Of(Rows(experiment)) + ", ";
        yield return new NetworkFacts(
            "context network",
            DescribeContext(),
            places + Text.Of(size) + "]",
            Context == ContextKind.Gru
                ? (6 * size * size) + (6 * size)
                : ContextLayers * ((7 * size * size) + (2 * size))
        )
        {
            Multiplies = Context == ContextKind.MaskedConvolution,
        };
        yield return new NetworkFacts(
            "predictions",
            "a matrix for each of " + Text.Count(Steps, "row"),
            places + Text.Of(Steps) + ", " + Text.Of(size) + "]",
            Steps * size * size
        );
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> Describe(
        ExperimentModel experiment,
        Func<long, string> count
    )
    {
        yield return (
            "Patches",
            count(Rows(experiment))
                + " × "
                + count(Rows(experiment))
                + " of "
                + Text.Of(Grid.Patch)
                + "×"
                + Text.Of(Grid.Patch)
                + " pixels, "
                + Text.Count(Steps, "row")
                + " ahead, context "
                + DescribeContext()
        );
    }

    /// <inheritdoc/>
    public override long JoinedImages(ExperimentModel experiment) =>
        Math.Max(1, (long)Rows(experiment) * Rows(experiment));

    /// <summary>
    /// Every other patch of the batch that lies a row below another: there are as many predictions one row ahead.
    /// </summary>
    public override long NegativesPerAnchor(ExperimentModel experiment) => Math.Max(0, Predictions(experiment) - 1);

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        count(NegativesPerAnchor(experiment)) + " per prediction one row ahead: the patches of other places and images";

    /// <inheritdoc/>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (Predictions(experiment), Predictions(experiment));

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        CheckGrid(experiment.Attribute, experiment.Encoder.ImageSize, findings);
        if (PatchChecks.AreSound(experiment, findings) && analysis.IsSound(experiment.Encoder))
        {
            PatchChecks.CheckFit(
                experiment.Encoder,
                Grid.Patch,
                "[" + Facts.Word + "]",
                "Set Patch = ",
                experiment.At(nameof(CpcAttribute.Patch)),
                findings
            );
        }
    }

    /// <inheritdoc/>
    internal override void CheckUnused(ExperimentModel experiment, RawAttribute attribute, FindingList findings)
    {
        if (Context != ContextKind.MaskedConvolution)
        {
            findings.AddUnused(attribute, "whose Context is no masked convolution", nameof(CpcAttribute.ContextLayers));
        }
    }

    private void CheckGrid(AttributeIndex at, int size, FindingList findings)
    {
        // What the network does not have is reported as unused.
        if (Context == ContextKind.MaskedConvolution)
        {
            findings.RequireSize(at, nameof(CpcAttribute.ContextLayers), ContextLayers, 1, MaximumLayers);
        }

        if (size < 1)
        {
            return;
        }

        var isPatch = findings.Require(
            Grid.Patch >= 1 && Grid.Patch <= size,
            DataRules.PatchRange,
            at,
            nameof(CpcAttribute.Patch),
            "from 1 to the " + Text.Of(size) + " pixels of an image",
            Grid.Patch
        );
        var isStride = IsPositive(nameof(CpcAttribute.Stride), Grid.Stride);
        if (isPatch && isStride)
        {
            CheckRows(at, size, findings);
        }
        else
        {
            // How many rows there are is not known, but one is predicted at least.
            IsPositive(nameof(CpcAttribute.Steps), Steps);
        }

        bool IsPositive(string setting, int value) =>
            findings.Require(value >= 1, DataRules.PatchRange, at, setting, "1 or more", value);
    }

    private void CheckRows(AttributeIndex at, int size, FindingList findings)
    {
        var rows = Grid.Positions(size);
        var (holds, setting, condition, value) = rows switch
        {
            >= 2 => (
                Steps >= 1 && Steps < rows,
                nameof(CpcAttribute.Steps),
                (rows == 2 ? "1" : "from 1 to " + Text.Of(rows - 1))
                    + ", since the grid has "
                    + Text.Of(rows)
                    + " rows",
                Steps
            ),
            _ when Grid.Stride > Grid.Patch && Grid.Patch < size => (
                false,
                nameof(CpcAttribute.Stride),
                "from 1 to " + Text.Of(size - Grid.Patch) + ", so that the grid has two rows or more",
                Grid.Stride
            ),
            _ => (false, nameof(CpcAttribute.Patch), "so small that the grid has two rows or more", Grid.Patch),
        };
        findings.Require(holds, DataRules.PatchRange, at, setting, condition, value);
    }

    private string DescribeContext() =>
        Context == ContextKind.Gru ? "GRU" : "masked convolution, " + Text.Count(ContextLayers, "layer");

    private long Predictions(ExperimentModel experiment)
    {
        var rows = Rows(experiment);
        return (long)experiment.Training.BatchSize * Math.Max(0, rows - 1) * rows;
    }

    /// <summary>Rows of the grid of patches, and its columns.</summary>
    private int Rows(ExperimentModel experiment) => Grid.Positions(experiment.Encoder.ImageSize);
}

/// <summary>InfoNCE within the batch.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature.</param>
/// <param name="Symmetric">Whether keys recognize their queries too.</param>
/// <param name="Normalize">Whether directions alone are compared.</param>
internal sealed record BatchInfoNceLossModel(TypeName Type, double Temperature, bool Symmetric, bool Normalize)
    : ContrastiveLossModel(Type, Temperature)
{
    /// <inheritdoc/>
    public override bool DividesCosines => Normalize;

    /// <inheritdoc/>
    public override bool ComesInChunks => true;

    /// <inheritdoc/>
    public override IEnumerable<SettingChoice> Choices => [new("symmetric", Symmetric), new("normalize", Normalize)];

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        "InfoNCE in the batch, temperature "
        + number(Temperature)
        + (Symmetric ? ", both directions" : string.Empty)
        + (Normalize ? string.Empty : ", raw inner products");
}
