using ContrastiveDsl.Export;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Embeddings;

/// <summary>
/// The encoder of a run as its latest checkpoint has it, ready for evaluation; safe for several threads.
/// </summary>
internal sealed class RunEncoder : IDisposable
{
    private readonly IExperiment experiment;
    private readonly nn.Module<Tensor, Tensor>? projector;
    private readonly Device device;
    private readonly bool unit;

    private RunEncoder(IExperiment experiment, nn.Module<Tensor, Tensor>? projector, Device device, bool unit)
    {
        (this.experiment, this.projector, this.device, this.unit) = (experiment, projector, device, unit);
    }

    /// <summary>Channels of the images.</summary>
    internal required int Channels { get; init; }

    /// <summary>Side of the images in pixels.</summary>
    internal required int ImageSize { get; init; }

    /// <summary>D, numbers of an embedding.</summary>
    internal required int Size { get; init; }

    /// <summary>The checkpoint's folder.</summary>
    internal required string Checkpoint { get; init; }

    /// <summary>The hash of the checkpoint's tensors, which tells its weights from others of the same step.</summary>
    internal required string WeightsHash { get; init; }

    /// <summary>Whether the network is on the processor.</summary>
    internal bool IsOnProcessor => device.type == DeviceType.CPU;

    /// <summary>Builds the networks of an experiment with the weights of a run.</summary>
    /// <param name="definition">The experiment.</param>
    /// <param name="settings">The run's settings, with the device to be used and the run's folder.</param>
    /// <param name="part">Whose output an embedding is.</param>
    /// <param name="unit">Whether embeddings have length 1.</param>
    /// <exception cref="StateException">There is no checkpoint, or it is of another experiment.</exception>
    internal static RunEncoder Open(ExperimentDefinition definition, RunSettings settings, ExportedPart part, bool unit)
    {
        var folder = settings.Output!;
        var checkpoint = State.Checkpoint.Latest(folder)
            ?? throw new StateException(
                $"The run in '{folder}' has no checkpoint yet: its encoder is as random as it was built."
            );
        var experiment = definition.Create(settings);
        try
        {
            var projector = part == ExportedPart.EncoderAndProjector ? ProjectorOf(experiment, definition) : null;
            Prepare(experiment.Network, checkpoint, "encoder");
            if (projector is not null)
            {
                Prepare(projector, checkpoint, "projector");
            }

            var model = definition.Model;
            return new RunEncoder(experiment, projector, settings.TorchDevice, unit)
            {
                Channels = model.Encoder.Channels,
                ImageSize = model.Encoder.ImageSize,
                Size = projector is null ? model.Encoder.Features : model.Projector.Output,
                Checkpoint = checkpoint,
                WeightsHash = State.Checkpoint.WeightsHash(checkpoint),
            };
        }
        catch
        {
            experiment.Dispose();
            throw;
        }
    }

    /// <summary>Embeddings of images.</summary>
    /// <param name="images">float32 [N, C, S, S] in [0, 1], on any device.</param>
    /// <returns>[N, D], row after row.</returns>
    internal float[] Embed(Tensor images)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var features = experiment.Embed(images.to(device));
        var embeddings = (projector is null ? features : projector.call(features)).to(ScalarType.Float32);
        if (embeddings.Dimensions != 2 || embeddings.size(0) != images.size(0) || embeddings.size(1) != Size)
        {
            throw new InvalidOperationException(
                $"{images.size(0)} images were embedded, so the embeddings must have shape [{images.size(0)}, {Size}], but they have [{string.Join(", ", embeddings.shape)}]."
            );
        }

        return HostTensor.Read<float>(
            unit ? nn.functional.normalize(embeddings, p: 2, dim: 1, eps: 1e-12) : embeddings
        );
    }

    /// <inheritdoc/>
    public void Dispose() => experiment.Dispose();

    private static void Prepare(nn.Module network, string checkpoint, string prefix)
    {
        Weights.Load(network, checkpoint, prefix);
        network.eval();
    }

    private static nn.Module<Tensor, Tensor> ProjectorOf(IExperiment experiment, ExperimentDefinition definition) =>
        ExperimentNetworks
            .Of(experiment)
            .Where(network => network.Name == "Projector")
            .Select(network => network.Module)
            .OfType<nn.Module<Tensor, Tensor>>()
            .SingleOrDefault()
        ?? throw (
            definition.Model.Method.Facts.HasProjector
                ? new InvalidOperationException($"'{definition.Name}' shows no projector.")
                : new StateException(
                    $"'{definition.Name}' has no projector, since {definition.Model.MethodName} trains without one: take the embeddings of the encoder alone."
                )
        );
}
