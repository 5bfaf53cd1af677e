using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Training;

/// <summary>
/// Judges what a run sees of itself: whether embeddings collapse, and after the first epoch whether the loss says more
/// than chance and whether the weights move at all. Each fault is told once.
/// </summary>
/// <param name="health">What embeddings of the method show that are not collapsed.</param>
/// <param name="chance">The loss of embeddings that tell nothing, or null.</param>
/// <param name="stepsPerEpoch">Steps of an epoch.</param>
internal sealed class CollapseGuard(HealthFacts health, double? chance, int stepsPerEpoch)
{
    /// <summary>Measurements in a row that must show a collapse: one alone may be a batch.</summary>
    private const int Patience = 2;

    /// <summary>
    /// Steps after which a loss is expected to have left chance; the first steps may well be spent there.
    /// </summary>
    private const int StepsAtChance = 50;

    /// <summary>How near to its chance value a loss says nothing, as a share of it.</summary>
    private const double NearChance = 0.01;

    /// <summary>
    /// The relative change of weights below which they stand still. A first epoch of seven steps of LARS with a warm-up
    /// of ten epochs moves them ten times as far.
    /// </summary>
    private const double Movement = 1e-5;

    private const string More = "docs/watching.md tells what the figures mean.";
    private int collapsed;

    /// <summary>What was wrong with the embeddings, once it was told.</summary>
    internal string? Collapse { get; private set; }

    /// <summary>The loss of embeddings that tell nothing, or null.</summary>
    internal double? Chance => chance;

    /// <summary>The guard of a declared experiment.</summary>
    internal static CollapseGuard Of(ExperimentModel experiment, RunSettings settings, int stepsPerEpoch)
    {
        var model = experiment with
        {
            Training = experiment.Training with { BatchSize = settings.BatchSize },
            Images =
                experiment.Images is { } images
                    ? images with
                    {
                        Count = Used(settings.Images?.Train ?? images.Count, settings),
                    }
                : settings.Images is { } found ? new ImagesModel(Used(found.Train, settings), 0)
                : null,
        };
        return new CollapseGuard(experiment.Method.Facts.Health, experiment.Method.ChanceLoss(model), stepsPerEpoch);
    }

    /// <summary>Judges a measurement.</summary>
    /// <param name="step">The step it belongs to, from 0.</param>
    /// <param name="figures">What was measured.</param>
    /// <returns>A warning, or null.</returns>
    internal string? Judge(long step, EmbeddingFigures figures)
    {
        var found = Collapse is null && step >= stepsPerEpoch / 2 ? Fault(figures) : null;
        collapsed = found is null ? 0 : collapsed + 1;
        if (found is null || collapsed < Patience)
        {
            return null;
        }

        Collapse = FormattableString.Invariant($"After step {step + 1} {found}. {health.Remedy} {More}");
        return Collapse;
    }

    /// <summary>Judges the first epoch at its end.</summary>
    /// <param name="losses">The losses of its steps.</param>
    /// <param name="movement">The relative change of the weights since its first step, if known.</param>
    /// <param name="learningRate">The highest learning rate so far.</param>
    /// <returns>A warning, or null.</returns>
    internal string? JudgeEpoch(ReadOnlySpan<float> losses, double? movement, double learningRate)
    {
        if (movement < Movement)
        {
            return FormattableString.Invariant(
                $"In the first epoch, {losses.Length} steps at a learning rate of up to {learningRate:G3}, the weights have changed by {movement:G2} of their size: nothing is learned. Raise the learning rate, or shorten the warm-up. {More}"
            );
        }

        var late = 0.0;
        var count = Math.Max(1, losses.Length / 3);
        foreach (var loss in losses[^count..])
        {
            late += loss / count;
        }

        return
            chance is { } blind
            && losses.Length >= StepsAtChance
            && Collapse is null
            && Math.Abs((late / blind) - 1) < NearChance
            ? FormattableString.Invariant(
                $"After the first epoch the loss is {late:F4}, that of embeddings that tell nothing ({blind:F4}). If it stays there, change the learning rate, up or down, or the temperature. {More}"
            )
            : null;
    }

    /// <summary>Images that are trained on, of those that there are.</summary>
    private static int Used(int available, RunSettings settings) => Math.Min(available, settings.Limit ?? available);

    private string? Fault(EmbeddingFigures figures) =>
        figures.Deviation < health.Deviation
            ? FormattableString.Invariant(
                $"the embeddings collapse: a component deviates by {figures.Deviation:F3} of 1/√D between images (1 where they point everywhere; healthy from {health.Deviation}), effective rank {figures.EffectiveRank:F1} of {figures.MaximumRank}"
            )
        : figures.EffectiveRank < health.Rank
            ? FormattableString.Invariant(
                $"the embeddings lie on a line: effective rank {figures.EffectiveRank:F1} of {figures.MaximumRank} (healthy from {health.Rank}), deviation {figures.Deviation:F3} of 1/√D"
            )
        : figures.Alignment > health.Alignment
            ? FormattableString.Invariant(
                $"views of one image have drifted apart: alignment {figures.Alignment:F2} of at most 4 (healthy up to {health.Alignment}), whatever the loss says"
            )
        : null;
}
