namespace ContrastiveDsl.Evaluation;

/// <summary>A linear probe and how its setting was found.</summary>
/// <param name="Classifier">The classifier, trained on all labels that were given.</param>
/// <param name="Setting">The setting that was chosen.</param>
/// <param name="ValidationAccuracy">
/// What it reached on labels set aside, in [0, 1]; null where there were too few to set any aside.
/// </param>
/// <param name="ValidationImages">On how many images that was measured.</param>
public sealed record FittedProbe(
    LinearClassifier Classifier,
    ProbeSetting Setting,
    double? ValidationAccuracy,
    int ValidationImages
);
