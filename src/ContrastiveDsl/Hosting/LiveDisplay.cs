using System.Diagnostics;
using ContrastiveDsl.Reporting;
using ContrastiveDsl.Training;
using Spectre.Console;

namespace ContrastiveDsl.Hosting;

/// <summary>A bar that follows the steps, and above it a line for each completed epoch.</summary>
internal sealed class LiveDisplay(IAnsiConsole console) : IProgressDisplay
{
    /// <summary>Room for all words before the bar; where there is less, those that matter least are left out.</summary>
    private const int TextWidth = 89;
    private const int ShortestBar = 6;

    /// <summary>The percentage, and a space after each column.</summary>
    private const int AroundTheBar = 7;

    /// <inheritdoc/>
    public void Watch(Action<ITrainingProgress> train) =>
        Bars().Start(context => train(new Bar(console, context.AddTask("starting", autoStart: true))));

    /// <inheritdoc/>
    public void WatchDecoding(Action<Action<string, double>> decode) => WatchWork("decoding images", decode);

    /// <inheritdoc/>
    public void WatchScoring(Action<Action<string, double>> score) =>
        WatchWork("scoring", report => score((features, done) => report($"scoring {features}", done)));

    /// <inheritdoc/>
    public void WatchWork(string name, Action<Action<double>> work) =>
        WatchWork(name, report => work(done => report(name, done)));

    private void WatchWork(string what, Action<Action<string, double>> work) =>
        Bars()
            .Start(context =>
            {
                using var cursor = Cursor.ShowOnInterrupt();
                var task = context.AddTask(what, autoStart: true, maxValue: 1);
                work(
                    (words, done) =>
                    {
                        task.Description = Markup.Escape(words);
                        task.Value = done;
                    }
                );
            });

    private Progress Bars() =>
        console
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = Math.Clamp(console.Profile.Width - TextWidth, ShortestBar, 40) },
                new PercentageColumn()
            );

    private sealed class Bar(IAnsiConsole console, ProgressTask task) : ITrainingProgress
    {
        /// <summary>Reading a loss waits for the device, so it is read only as often as an eye can follow.</summary>
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private TimeLeft timeLeft = new(0);
        private TimeSpan shown = TimeSpan.MinValue;
        private int epochs;
        private EpochScore? score;

        public void RunStarted(RunStart start)
        {
            epochs = start.Settings.Epochs;
            timeLeft = new TimeLeft(start.TotalSteps);
            task.MaxValue = start.TotalSteps;
            task.Value = start.Position.Step;
        }

        public void StepCompleted(StepReport step)
        {
            var now = clock.Elapsed;
            timeLeft.StepDone(step.Position.Step, now);
            task.Value = step.Position.Step;
            if (shown != TimeSpan.MinValue && now - shown < Interval)
            {
                return;
            }

            var room = console.Profile.Width - ShortestBar - AroundTheBar;
            task.Description = Markup.Escape(
                ProgressText.Step(step, step.ReadLoss(), timeLeft.Estimate(), score, room)
            );
            shown = now;
        }

        public void EpochCompleted(EpochReport epoch)
        {
            score = epoch.Score ?? score;
            Write(ProgressText.Epoch(epoch, epochs));
        }

        public void CheckpointSaved(string folder) { }

        public void Warned(string message) => Write($"warning: {message}");

        public void Preparing(string what, double done)
        {
            task.Description = Markup.Escape(what);
            // In the unit that the steps will be counted in.
            task.Value = done * task.MaxValue;
        }

        /// <summary>Above the bar is room for one line at a time: the rest of a longer one would stand in it.</summary>
        private void Write(string text)
        {
            foreach (var line in ProgressText.Lines(Visible.Of(text), console.Profile.Width))
            {
                console.WriteLine(line);
            }
        }
    }
}
