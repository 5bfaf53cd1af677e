using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Randomness;

namespace ContrastiveDsl.Tests.Evaluation;

public sealed class LinearProbeTests : ScopedTests
{
    private readonly RandomSource random = new(7);

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(1)]
    public void Fit_OneFeatureThatIsRightThreeTimesInFour_FindsTheOptimumInClosedForm(double decay)
    {
        // x = ±1 tells the class in three cases of four. By symmetry the logits are ±wx/2, and the optimum of the cross
        // entropy plus λw²/4 has σ(w) − 3/4 + λw/2 = 0.
        double[] values = [1, 1, 1, -1, -1, -1, -1, 1];
        long[] labels = [1, 1, 1, 1, 0, 0, 0, 0];
        var set = FeatureSet.Of(Numbers.Floats(values, 8, 1), Numbers.Longs(labels));

        var probe = LinearProbe.Fit(set, 2, Exact(decay, rate: 0.5), random);

        var weights = probe.Classifier.Weight.Values();
        (weights[1] - weights[0]).Should().BeApproximately(Optimum(decay), 1e-4);
        weights[0].Should().BeApproximately(-weights[1], 1e-5);
        // What both have in common changes nothing.
        var bias = probe.Classifier.Bias.Values();
        (bias[1] - bias[0]).Should().BeApproximately(0, 1e-5);
        probe.ValidationAccuracy.Should().BeNull("there was nothing to choose");
    }

    [Fact]
    public void Fit_ManyFeatures_EndsWhereTheGradientIsZero()
    {
        const double decay = 0.05;
        var (count, size, classes) = (60, 5, 3);
        var features = Numbers.Random(3, count, size).mul(4).add(7).div(Numbers.Floats([1, 2, 5, 10, 0.1], 1, size));
        var labels = Enumerable.Range(0, count).Select(i => (long)(i * i % 7 % classes)).ToArray();
        var set = FeatureSet.Of(features, Numbers.Longs(labels));

        var probe = LinearProbe.Fit(set, classes, Exact(decay, rate: 0.3), random);

        // In double precision and from the definition alone, on features standardized here.
        var x = Standardized(features.Values(), count, size, out var deviations);
        var weight = probe.Classifier.Weight.Values();
        var logits = probe.Classifier.Logits(features).Values();
        for (var c = 0; c < classes; c++)
        {
            double biasGradient = 0;
            var gradient = new double[size];
            for (var i = 0; i < count; i++)
            {
                var row = logits.AsSpan(i * classes, classes).ToArray();
                var share = Math.Exp(row[c]) / row.Sum(Math.Exp) - (labels[i] == c ? 1 : 0);
                biasGradient += share / count;
                for (var f = 0; f < size; f++)
                {
                    gradient[f] += share * x[i, f] / count;
                }
            }

            biasGradient.Should().BeApproximately(0, 1e-5);
            for (var f = 0; f < size; f++)
            {
                (gradient[f] + (decay * weight[(f * classes) + c] * deviations[f])).Should().BeApproximately(0, 1e-5);
            }
        }
    }

    [Fact]
    public void Fit_OneSettingOfMany_IsAsIfTrainedAlone()
    {
        var set = Blobs(200, classes: 4, distance: 1);
        var options = new ProbeOptions
        {
            BatchSize = 32,
            Epochs = 5,
            MinimumSteps = 1,
        };
        ProbeSetting[] settings = [new(0.03, 0), new(0.3, 1e-2), new(3, 0.1)];

        var together = SoftmaxRegressions.Train(set, 4, settings, options, random);

        for (var i = 0; i < settings.Length; i++)
        {
            var alone = SoftmaxRegressions.Train(set, 4, [settings[i]], options, random).Classifier(0);
            together.Classifier(i).Weight.ShouldEqual(alone.Weight, 1e-4);
            together.Classifier(i).Bias.ShouldEqual(alone.Bias, 1e-4);
        }

        var (accuracies, _) = together.Measure(set);
        accuracies[1].Should().BeApproximately(together.Classifier(1).Accuracy(set), 1e-12);
    }

    [Fact]
    public void Fit_SeparableClasses_ClassifiesOthersRightly()
    {
        var train = Blobs(100, classes: 5, distance: 8);
        var test = Blobs(300, classes: 5, distance: 8, seed: 2);

        var probe = LinearProbe.Fit(train, 5, new ProbeOptions(), random);

        probe.Classifier.Accuracy(test).Should().Be(1);
        probe.ValidationAccuracy.Should().Be(1);
        probe.ValidationImages.Should().Be(100, "each of few labels is set aside once");
    }

    [Fact]
    public void Fit_ARateThatLearnsNothing_IsNotChosen()
    {
        var options = new ProbeOptions
        {
            LearningRates = [1e-12, 0.1],
            WeightDecays = [0],
            MinimumSteps = 100,
            Epochs = 1,
        };

        var probe = LinearProbe.Fit(Blobs(100, classes: 3, distance: 3), 3, options, random);

        probe.Setting.Should().Be(new ProbeSetting(0.1, 0));
    }

    [Fact]
    public void Fit_OneLabelOfAClass_TakesTheFallback()
    {
        var options = new ProbeOptions();

        var probe = LinearProbe.Fit(Blobs(3, classes: 3, distance: 8), 3, options, random);

        probe.Setting.Should().Be(options.Fallback);
        probe.ValidationAccuracy.Should().BeNull();
        probe.Classifier.Accuracy(Blobs(90, classes: 3, distance: 8, seed: 2)).Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void Fit_AClassOfOneImageAmongOthers_StillChoosesBySettingAside()
    {
        var blobs = Blobs(99, classes: 3, distance: 3);
        long[] labels = [.. Enumerable.Range(0, 99).Select(i => i == 40 ? 3L : blobs.ClassOf[i])];
        var train = FeatureSet.Of(blobs.Features, Numbers.Longs(labels));
        var options = new ProbeOptions
        {
            LearningRates = [1e-12, 0.1],
            WeightDecays = [0],
            MinimumSteps = 100,
            Epochs = 1,
        };

        var probe = LinearProbe.Fit(train, 4, options, random);

        probe.Setting.Should().Be(new ProbeSetting(0.1, 0));
        probe.ValidationAccuracy.Should().BeGreaterThan(0.5);
        probe.ValidationImages.Should().Be(98, "the only image of its class is never set aside");
    }

    [Fact]
    public void Fit_CollapsedFeatures_KnowsThePriorOnly()
    {
        long[] labels = [.. Enumerable.Range(0, 100).Select(i => i % 10 < 7 ? 1L : 0L)];
        var set = FeatureSet.Of(Numbers.Floats(Enumerable.Repeat(0.3, 400), 100, 4), Numbers.Longs(labels));

        var probe = LinearProbe.Fit(set, 2, new ProbeOptions(), random);

        probe.Classifier.Logits(set.Features).Values().Should().OnlyContain(logit => double.IsFinite(logit));
        probe.Classifier.Accuracy(set).Should().Be(0.7);
    }

    [Fact]
    public void Fit_AClassWithoutLabels_IsNeverRight()
    {
        var test = Blobs(90, classes: 3, distance: 8, seed: 2);
        var train = Blobs(90, classes: 3, distance: 8);
        train = train.Select([.. Enumerable.Range(0, 90).Where(i => train.ClassOf[i] != 1)]);

        var probe = LinearProbe.Fit(train, 3, new ProbeOptions(), random);

        train.Lacks(test).Should().Equal(1);
        probe.Classifier.Accuracy(test).Should().BeApproximately(2.0 / 3, 1e-12);
    }

    [Fact]
    public void Fit_MoreLabelsThanClasses_IsRefused()
    {
        FluentActions
            .Invoking(() => LinearProbe.Fit(Blobs(9, classes: 3, distance: 1), 2, new ProbeOptions(), random))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>All images in every step, long enough to arrive, one setting.</summary>
    private static ProbeOptions Exact(double decay, double rate) =>
        new()
        {
            LearningRates = [rate],
            WeightDecays = [decay],
            BatchSize = 1000,
            Epochs = 3000,
        };

    private static double Optimum(double decay)
    {
        var (low, high) = (0.0, 10.0);
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            var slope = (1 / (1 + Math.Exp(-middle))) - 0.75 + (decay * middle / 2);
            (low, high) = slope < 0 ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double[,] Standardized(double[] values, int count, int size, out double[] deviations)
    {
        var x = new double[count, size];
        deviations = new double[size];
        for (var f = 0; f < size; f++)
        {
            var column = Enumerable.Range(0, count).Select(i => values[(i * size) + f]).ToArray();
            var mean = column.Average();
            deviations[f] = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
            for (var i = 0; i < count; i++)
            {
                x[i, f] = (column[i] - mean) / deviations[f];
            }
        }

        return x;
    }

    /// <summary>Points around the corners of a simplex, a class a corner, classes in turn.</summary>
    internal static FeatureSet Blobs(int count, int classes, double distance, int seed = 1)
    {
        var noise = Numbers.Random(seed, count, classes).mul(2).sub(1);
        long[] labels = [.. Enumerable.Range(0, count).Select(i => (long)(i % classes))];
        var centers = Numbers.Floats(
            labels.SelectMany(label => Enumerable.Range(0, classes).Select(c => c == label ? distance : 0)),
            count,
            classes
        );
        return FeatureSet.Of(noise.add(centers), Numbers.Longs(labels));
    }
}
