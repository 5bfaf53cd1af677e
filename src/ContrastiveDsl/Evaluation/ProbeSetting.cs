namespace ContrastiveDsl.Evaluation;

/// <summary>One way to train a linear probe, among those that are tried.</summary>
/// <param name="LearningRate">The rate from which a cosine leads down to 0; above 0.</param>
/// <param name="WeightDecay">λ of the penalty ½λ‖W‖² on the weights of standardized features; at least 0.</param>
public sealed record ProbeSetting(double LearningRate, double WeightDecay);
