namespace ContrastiveDsl.Records;

/// <summary>How a run stands.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Epoch">Epochs completed.</param>
/// <param name="Epochs">Epochs of the run.</param>
/// <param name="Step">Steps completed.</param>
/// <param name="TotalSteps">Steps of the run.</param>
/// <param name="Loss">Loss of the latest step.</param>
/// <param name="LearningRate">The rate it was taken with.</param>
/// <param name="ImagesPerSecond">Source images per second since the epoch began; views are not counted.</param>
public sealed record TrainingStatus(
    string Experiment,
    int Epoch,
    int Epochs,
    long Step,
    long TotalSteps,
    double Loss,
    double LearningRate,
    double ImagesPerSecond
);
