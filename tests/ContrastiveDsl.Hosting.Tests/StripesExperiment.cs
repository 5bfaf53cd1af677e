using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>
/// SimCLR on 8×8 images with one convolution, written by hand as the generator would: small enough to train within a
/// test.
/// </summary>
internal sealed class StripesExperiment : IExperiment
{
    private const double Mean = 0.4;
    private const double Deviation = 0.3;
    private readonly StripesEncoder encoder = new();
    private readonly TorchSharp.Modules.Linear projector = nn.Linear(StripesEncoder.FeatureSize, 4);
    private readonly ParameterSet parameters;
    private readonly Adam optimizer;
    private readonly ExperimentDefinition? declared;

    /// <param name="declared">A definition whose schedule is followed; null for the usual one.</param>
    private StripesExperiment(ExperimentDefinition? declared = null)
    {
        this.declared = declared;
        parameters = new ParameterSet(encoder, projector);
        optimizer = new Adam(parameters);
    }

    public nn.Module<Tensor, Tensor> Network => encoder;

    public TorchSharp.Modules.Linear Projector => projector;

    /// <summary>The experiment as a program has it.</summary>
    internal static ExperimentDefinition Definition { get; } =
        new(
            Model,
            new RunSettings
            {
                Epochs = Model.Training.Epochs,
                BatchSize = Model.Training.BatchSize,
                Seed = Model.Training.Seed,
            },
            Create
        );

    /// <summary>The same with a rate that falls in the last epochs only.</summary>
    /// <param name="epochs">Epochs that are declared.</param>
    /// <param name="warmupEpochs">Epochs of warm-up.</param>
    /// <param name="decayEpochs">Epochs in which the rate falls.</param>
    internal static ExperimentDefinition LateDecay(int epochs, int warmupEpochs, int decayEpochs) =>
        With(epochs, new CosineScheduleModel(0, warmupEpochs, 1e-4) { DecayEpochs = decayEpochs });

    /// <summary>The same with a rate that falls in steps.</summary>
    /// <param name="epochs">Epochs that are declared.</param>
    /// <param name="warmupEpochs">Epochs of warm-up.</param>
    /// <param name="milestones">Epochs after which the rate falls.</param>
    internal static ExperimentDefinition Steps(int epochs, int warmupEpochs, params int[] milestones) =>
        With(epochs, new StepScheduleModel(new(milestones), 0.1, warmupEpochs));

    private static ExperimentDefinition With(int epochs, ScheduleModel schedule)
    {
        var model = Model with { Training = Model.Training with { Epochs = epochs }, Schedule = schedule };
        ExperimentDefinition? definition = null;
        definition = new(model, Definition.Defaults with { Epochs = epochs }, settings =>
        {
            manual_seed(settings.Seed);
            return new StripesExperiment(definition);
        });
        return definition;
    }

    private static Func<long, double> Rate(ScheduleModel? schedule, int stepsPerEpoch, int epochs) =>
        schedule switch
        {
            CosineScheduleModel cosine => WarmupCosine
                .ForRun(
                    4e-3,
                    stepsPerEpoch,
                    epochs,
                    warmupEpochs: cosine.WarmupEpochs,
                    decayEpochs: cosine.DecayEpochs ?? 0,
                    finalLearningRate: cosine.FinalLearningRate
                )
                .At,
            StepScheduleModel steps => StepDecay
                .ForRun(4e-3, stepsPerEpoch, steps.Milestones, steps.Factor, steps.WarmupEpochs)
                .At,
            _ => WarmupCosine.ForRun(4e-3, stepsPerEpoch, epochs, warmupFraction: 0.1).At,
        };

    private static ExperimentModel Model =>
        ModelBuilder.Clothes("Stripes") with
        {
            Encoder = new EncoderModel(
                ModelBuilder.Name("StripesEncoder"),
                new ListedEncoderForm(BlockSettings.Default),
                Channels: 1,
                ImageSize: 8,
                ModelBuilder.Chain(
                    new FeatureShape(1, 8, 8),
                    ("conv1", new ConvLayer(StripesEncoder.FeatureSize, 3, 1, 1, Bias: false)),
                    ("bn1", new BatchNormLayer()),
                    ("relu", new ReluLayer()),
                    ("pool", new GlobalAveragePoolLayer())
                ),
                StripesEncoder.FeatureSize
            ),
            Projector = new HeadModel(
                ModelBuilder.Name("StripesProjector"),
                new PerceptronForm(Hidden: 0, StatedOutput: 4) { Depth = 1 }
            ).WithInput(StripesEncoder.FeatureSize),
            Views = new ViewsModel(
                ModelBuilder.Name("StripesViews"),
                new EquatableArray<TransformStep>(
                    new RandomResizedCropStep(0, 0.5, 1, 0.75, 4.0 / 3),
                    new NormalizeStep(new EquatableArray<double>(Mean), new EquatableArray<double>(Deviation))
                )
            ),
            Training = new TrainingModel(2, 64, 3),
        };

    public void Train(ImageSet images, TrainingRun run)
    {
        var random = new RandomSource(run.Settings.Seed);
        var order = new EpochOrder(images.Count, run.Settings.BatchSize, random);
        var rate = Rate(declared?.Model.Schedule, order.StepsPerEpoch, run.Settings.Epochs);
        encoder.train();
        if (declared is null)
        {
            run.Begin(order.StepsPerEpoch);
        }
        else
        {
            run.Begin(declared, order.StepsPerEpoch);
        }

        while (run.Epoch < run.Settings.Epochs && !run.StopRequested)
        {
            foreach (var batch in images.ReadAhead(order.Batches(run.Epoch, run.StepInEpoch)))
            {
                using var step = NewDisposeScope();
                var pixels = images.Load(batch);
                var views = cat(SampleViews(pixels, random, batch), 0);
                var z = projector.call(encoder.call(views)).chunk(2, 0);
                var loss = NtXent.Loss(z[0], z[1], 0.2);
                parameters.ZeroGradients();
                loss.backward();
                optimizer.Step(rate(run.Step));
                run.Watch(z[0], z[1]);
                run.CompleteStep(loss, rate(run.Step), parameters);
                if (run.CheckpointDue)
                {
                    run.SaveCheckpoint(this);
                }

                if (run.StopRequested)
                {
                    return;
                }
            }

            run.CompleteEpoch(this);
        }
    }

    public Tensor Embed(Tensor images)
    {
        encoder.eval();
        using var noGrad = no_grad();
        return encoder.call(Normalize.Apply(images, [Mean], [Deviation]));
    }

    public Tensor[] SampleViews(ImageBatch pixels, RandomSource random, Batch batch)
    {
        var draws = ViewDraws.Sample(random, batch, 2, RandomResizedCrop.DrawCount, CPU);
        return [View(pixels, draws[0]), View(pixels, draws[1])];
    }

    public void Save(StateWriter writer)
    {
        writer.Module("encoder", encoder);
        writer.Module("projector", projector);
        optimizer.Save(writer.Scope("optimizer"));
    }

    public void Load(StateReader reader)
    {
        reader.Module("encoder", encoder);
        reader.Module("projector", projector);
        optimizer.Load(reader.Scope("optimizer"));
    }

    public void Dispose()
    {
        optimizer.Dispose();
        parameters.Dispose();
        projector.Dispose();
        encoder.Dispose();
    }

    private static StripesExperiment Create(RunSettings settings)
    {
        manual_seed(settings.Seed);
        return new StripesExperiment();
    }

    private static Tensor View(ImageBatch pixels, TransformDraws draws) =>
        Normalize.Apply(
            RandomResizedCrop.Apply(pixels, draws, 8, minScale: 0.5, maxScale: 1, minRatio: 0.75, maxRatio: 4.0 / 3),
            [Mean],
            [Deviation]
        );
}
