using ContrastiveDsl.Evaluation;

namespace ContrastiveDsl.Hosting;

/// <summary>How well the neighbours of test images tell their classes, with the protocol that makes the figure comparable.</summary>
/// <param name="Features">Whose features: <c>raw pixels</c>, <c>untrained encoder</c>, <c>trained encoder</c>.</param>
/// <param name="Accuracy">Share of test images classified rightly, in [0, 1].</param>
/// <param name="Protocol">Neighbours and temperature.</param>
/// <param name="Bank">Number of training images in the bank.</param>
/// <param name="Queries">Number of test images.</param>
internal sealed record EncoderScore(string Features, double Accuracy, KnnProtocol Protocol, int Bank, int Queries);
