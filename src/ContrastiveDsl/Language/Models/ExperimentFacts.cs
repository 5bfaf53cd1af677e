using System;
using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// What an experiment will do, in numbers, and what <c>describe</c> and the documentation of its class say of them:
/// known before anything runs. With the settings of the model, whose batch size a run may change.
/// </summary>
/// <param name="model">The experiment.</param>
internal sealed class ExperimentFacts(ExperimentModel model)
{
    /// <summary>Bytes of a float32.</summary>
    internal const int FloatBytes = 4;

    /// <summary>The experiment.</summary>
    public ExperimentModel Model => model;

    /// <summary>The encoder with the shapes of a step: where images are cut into a grid it sees patches.</summary>
    public EncoderModel Encoder { get; } =
        model is { Grid: { } grid, Encoder: var encoder }
            ? encoder with
            {
                Layers = LayerChain.Infer(
                    [.. encoder.Layers],
                    new FeatureShape(encoder.Channels, grid.Patch, grid.Patch)
                ),
            }
            : model.Encoder;

    /// <summary>Parameters of the encoder of the features; null for a custom module.</summary>
    public long? EncoderParameters => Of(Encoder);

    /// <summary>
    /// Parameters of everything that is trained but the encoder of the features; null where one of them is a custom
    /// module.
    /// </summary>
    public long? HeadParameters =>
        Of(model.Projector, model.Encoder.Features)
        + Of(model.Predictor, model.Projector.Output)
        + Of(model.Pretext?.Head, model.Encoder.Features)
        + (model.KeyEncoder is { } keys ? Of(keys) + Of(model.KeyProjector, keys.Features) : 0)
        + Networks.Sum(network => network.Parameters);

    /// <summary>Networks of the library's that are trained beside the declared parts.</summary>
    public IEnumerable<NetworkFacts> Networks => model.Method.Networks(model);

    /// <summary>Trainable parameters of all; null where one of them is a custom module.</summary>
    public long? Parameters => EncoderParameters + HeadParameters;

    /// <summary>
    /// Parameters of the momentum encoder, which follows without gradients: 0 for a method without one, null where a
    /// part is a custom module.
    /// </summary>
    public long? FollowingParameters =>
        model.Momentum is null
            ? 0
            : EncoderParameters
                + Of(model.Projector, model.Encoder.Features)
                + Networks.Where(network => network.IsFollowed).Sum(network => network.Parameters);

    /// <summary>Bytes of the queue, or of all where there are several; 0 without one.</summary>
    public long QueueBytes =>
        model.Queue is { } queue ? (long)queue.Count * queue.Size * model.Projector.Output * FloatBytes : 0;

    /// <summary>Bytes of the memory bank; null without one, or where the number of images is not known.</summary>
    public long? BankBytes =>
        model is { Bank: not null, Images.Count: > 0 }
            ? (long)model.Images.Count * model.Projector.Output * FloatBytes
            : null;

    /// <summary>
    /// Steps of an epoch; 0 where the number of images is not known, or does not fill a batch.
    /// </summary>
    public int StepsPerEpoch => (model.Images?.Count ?? 0) / Math.Max(1, model.Training.BatchSize);

    /// <summary>Parameters in words.</summary>
    /// <param name="count">Writes a number of things.</param>
    public string DescribeParameters(Func<long, string> count) =>
        Parameters is { } total
            ? count(total)
                + ", of which the encoder "
                + count(EncoderParameters!.Value)
                + " and "
                + Others
                + " "
                + count(HeadParameters!.Value)
            : "known when the custom module is built";

    /// <summary>Negatives of an anchor in words.</summary>
    /// <param name="count">Writes a number of things.</param>
    public string DescribeNegatives(Func<long, string> count) =>
        model.NegativesPerAnchor is null ? "as the custom loss has it" : model.Method.DescribeNegatives(model, count);

    /// <summary>Steps in words, or <see langword="null"/> where there are none that are known.</summary>
    /// <param name="count">Writes a number of things.</param>
    public string? DescribeSteps(Func<long, string> count) =>
        StepsPerEpoch < 1 || model.Training.Epochs < 1
            ? null
            : count(StepsPerEpoch)
                + " per epoch, "
                + count((long)StepsPerEpoch * model.Training.Epochs)
                + " in "
                + count(model.Training.Epochs)
                + (model.Training.Epochs == 1 ? " epoch (" : " epochs (")
                + count(model.Images!.Count)
                + " images, batches of "
                + count(model.Training.BatchSize)
                + ")";

    private string Others =>
        model switch
        {
            { KeyEncoder: not null } => "heads and encoder of the keys",
            { Method.Facts.HasProjector: false } => Text.And([.. Networks.Select(network => "the " + network.Name)]),
            _ => Text.And([Heads, .. Networks.Select(network => network.Name)]),
        };

    private string Heads => model is { Predictor: null, Pretext: null } ? "the head" : "the heads";

    private static long? Of(EncoderModel encoder) => Of(encoder, encoder.Layers);

    private static long? Of(HeadModel? head, int features) =>
        head is null ? 0 : Of(head, head.WithInput(features).Layers);

    private static long? Of(DeclaredModel part, EquatableArray<NamedLayer> layers) =>
        part.IsCustom ? null : layers.Sum(layer => layer.Parameters);
}
