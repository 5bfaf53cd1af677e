using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>A way to show training while it goes on.</summary>
internal interface IProgressDisplay
{
    /// <summary>Trains, and shows what is reported meanwhile.</summary>
    /// <param name="train">Trains to the end, or until it is stopped.</param>
    void Watch(Action<ITrainingProgress> train);
}
