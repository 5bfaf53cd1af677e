using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>A way to show training, and the scoring after it, while it goes on.</summary>
internal interface IProgressDisplay
{
    /// <summary>Trains, and shows what is reported meanwhile.</summary>
    /// <param name="train">Trains to the end, or until it is stopped.</param>
    void Watch(Action<ITrainingProgress> train);

    /// <summary>Decodes images, and shows how far it has come.</summary>
    /// <param name="decode">Decodes; to be told in words where it is, and which share of the whole is done.</param>
    void WatchDecoding(Action<Action<string, double>> decode);

    /// <summary>Scores features, and shows how far it has come.</summary>
    /// <param name="score">Scores; to be told whose features it is at, and which share of the whole is done.</param>
    void WatchScoring(Action<Action<string, double>> score);

    /// <summary>Does some other work, and shows how far it has come.</summary>
    /// <param name="name">What is being done, such as <c>embedding</c>.</param>
    /// <param name="work">The work; to be told which share of the whole is done.</param>
    void WatchWork(string name, Action<Action<double>> work);
}
