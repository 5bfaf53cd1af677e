using System.Diagnostics.Metrics;
using ContrastiveDsl.Records;
using ContrastiveDsl.TestImages;
using ContrastiveDsl.Training;
using Microsoft.Extensions.Logging;

namespace ContrastiveDsl.Tests.Records;

public sealed class ProgressTests
{
    private static readonly RunStart Start = new(
        "Clothes",
        new RunSettings
        {
            Epochs = 2,
            BatchSize = 32,
            Output = "somewhere",
        },
        default,
        StepsPerEpoch: 5
    );

    private readonly SetClock clock = new();
    private int lossesRead;

    [Fact]
    public void Metered_OfARun_GivesItsNumbersToWhoListens()
    {
        var measured = new List<(string Name, double Value, object? Tag)>();
        using var listener = new MeterListener();
        using var progress = new MeteredProgress(TimeSpan.FromSeconds(10), clock);
        listener.InstrumentPublished = (instrument, one) =>
        {
            if (instrument.Meter.Name == "ContrastiveDsl")
            {
                one.EnableMeasurementEvents(instrument);
            }
        };
        void Add<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
            measured.Add((instrument.Name, Convert.ToDouble(value), tags[0].Value));
        listener.SetMeasurementEventCallback<long>(Add);
        listener.SetMeasurementEventCallback<int>(Add);
        listener.SetMeasurementEventCallback<double>(Add);
        listener.Start();

        Run(progress, TimeSpan.FromSeconds(4));

        double[] Of(string name) => [.. measured.Where(one => one.Name == name).Select(one => one.Value)];
        measured.Select(one => one.Tag).Distinct().Should().Equal("Clothes");
        Of("contrastive.steps").Should().HaveCount(10).And.OnlyContain(value => value == 1);
        Of("contrastive.images").Sum().Should().Be(320);
        Of("contrastive.learning_rate").Should().HaveCount(10).And.OnlyContain(value => value == 0.25);
        Of("contrastive.images_per_second").Should().OnlyContain(value => value == 99);
        // Every third step of four seconds.
        Of("contrastive.loss").Should().Equal(3, 6, 9);
        Of("contrastive.epoch_loss").Should().Equal(1.5, 2.5);
        Of("contrastive.epoch").Should().Equal(1, 2);
        lossesRead.Should().Be(3);
    }

    [Fact]
    public void Metered_WhileNobodyListens_ReadsNoLoss()
    {
        using var progress = new MeteredProgress(TimeSpan.Zero, clock);

        Run(progress, TimeSpan.FromHours(1));

        lossesRead.Should().Be(0);
    }

    [Fact]
    public void Logged_OfARun_TellsStartStepsEpochsAndCheckpoints()
    {
        var log = new Log(LogLevel.Information);

        Run(new LoggedProgress(log, TimeSpan.FromMinutes(1), clock), TimeSpan.FromSeconds(25));

        log.Lines.Should()
            .Equal(
                "Clothes starts at step 0 of 10 in somewhere",
                "Step 3 of 10: loss 3, learning rate 0.25, 99 images/s",
                "Epoch 1 of 2: loss 1.5, learning rate 0.25, 98 images/s, 3 s",
                "Checkpoint folder 1",
                "Step 8 of 10: loss 8, learning rate 0.25, 99 images/s",
                "Epoch 2 of 2: loss 2.5, learning rate 0.25, 98 images/s, 3 s",
                "Checkpoint folder 2"
            );
    }

    [Fact]
    public void Logged_ToALoggerThatTakesWarningsOnly_ReadsNoLoss()
    {
        var log = new Log(LogLevel.Warning);

        Run(new LoggedProgress(log, TimeSpan.Zero, clock), TimeSpan.FromMinutes(1));

        log.Lines.Should().BeEmpty();
        lossesRead.Should().Be(0);
    }

    [Fact]
    public void Observed_OfARun_TellsNowAndThenAndAtTheEnd()
    {
        var seen = new List<TrainingStatus>();

        Run(new ObservedProgress(new Observer(seen), TimeSpan.FromSeconds(10), clock), TimeSpan.FromSeconds(4));

        seen.Select(status => status.Step).Should().Equal(3, 6, 9, 10);
        seen[1].Should().Be(new TrainingStatus("Clothes", 1, 2, 6, 10, 6, 0.25, 99));
    }

    [Fact]
    public void Listeners_OfOneRun_AreAllTold()
    {
        var (first, second) = (new List<TrainingStatus>(), new List<TrainingStatus>());
        var log = new Log(LogLevel.Information);

        var listeners = new ProgressListeners(
            new ObservedProgress(new Observer(first), TimeSpan.Zero, clock),
            new LoggedProgress(log, TimeSpan.MaxValue, clock),
            new ObservedProgress(new Observer(second), TimeSpan.Zero, clock)
        );
        Run(listeners, TimeSpan.FromSeconds(1));
        listeners.Warned("The disk is full.");
        listeners.Preparing("filling", 0.5);

        first.Should().HaveCount(10);
        second.Should().Equal(first);
        log.Lines.Should().HaveCount(6).And.EndWith("The disk is full.");
    }

    /// <summary>Two epochs of five steps, whose losses are their numbers.</summary>
    private void Run(ITrainingProgress progress, TimeSpan step)
    {
        progress.RunStarted(Start);
        for (var i = 1; i <= 10; i++)
        {
            var loss = i;
            clock.Pass(step);
            progress.StepCompleted(
                new StepReport(
                    new RunPosition((i - 1) / 5, ((i - 1) % 5) + 1, i),
                    StepsPerEpoch: 5,
                    Epochs: 2,
                    LearningRate: 0.25,
                    ImagesPerSecond: 99,
                    () =>
                    {
                        lossesRead++;
                        return loss;
                    }
                )
            );
            if (i % 5 == 0)
            {
                progress.EpochCompleted(new EpochReport(i / 5, i, 0.5 + (i / 5), 0.25, 98, 3));
                progress.CheckpointSaved($"folder {i / 5}");
            }
        }
    }

    private sealed class Observer(List<TrainingStatus> seen) : IProgress<TrainingStatus>
    {
        public void Report(TrainingStatus value) => seen.Add(value);
    }

    private sealed class Log(LogLevel minimum) : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

        void ILogger.Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add(formatter(state, exception));
    }
}
