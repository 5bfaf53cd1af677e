using ContrastiveDsl.Data;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace FewLabels;

/// <summary>Classifiers from few labels, and what share of the test images each gets right.</summary>
/// <param name="train">
/// Training images with labels, of which a classifier sees those at the places that it is given.
/// </param>
/// <param name="test">Test images with labels.</param>
/// <param name="random">Chance of the classifiers.</param>
internal sealed class Classifiers(ImageSet train, ImageSet test, RandomSource random)
{
    private const int Batch = 512;

    /// <summary>Crop a little, mirror, normalize: with few labels, strong views cost more than they bring.</summary>
    private static readonly FineTuningViews Views = new()
    {
        ImageSize = ClothesEncoder.ImageSize,
        Scale = (0.8, 1),
        FlipProbability = 0.5,
        Mean = [0.2860],
        Deviation = [0.3530],
    };

    /// <summary>Features of all images, by which probes are trained and tested.</summary>
    public (FeatureSet Train, FeatureSet Test) Embed(Func<Tensor, Tensor> embed) =>
        (
            FeatureSet.Of(Features.Extract(embed, train, Batch), train.Labels!),
            FeatureSet.Of(Features.Extract(embed, test, Batch), test.Labels!)
        );

    /// <summary>A linear classifier on features that stay as they are.</summary>
    public LinearClassifier Probe(FeatureSet features, IReadOnlyList<int> places, int classes) =>
        LinearProbe.Fit(features.Select(places), classes, new ProbeOptions(), random).Classifier;

    /// <summary>An encoder trained on with the labels, together with its classifier.</summary>
    /// <param name="encoder">The encoder, which is changed.</param>
    /// <param name="places">The images whose labels are used.</param>
    /// <param name="start">What the classifier starts as.</param>
    /// <param name="options">How to train.</param>
    public double Train(
        ClothesEncoder encoder,
        IReadOnlyList<int> places,
        LinearClassifier start,
        FineTuningOptions options
    )
    {
        using var scope = NewDisposeScope();
        var training = new FineTuning(encoder, Views, options, random);
        var head = training.Train(train, places, start);
        return head.Accuracy(FeatureSet.Of(Features.Extract(training.Embed, test, Batch), test.Labels!));
    }
}
