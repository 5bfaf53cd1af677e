using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>What SwAV needs of its batch, its prototypes and its queue.</summary>
public sealed class SwavRuleTests
{
    [Theory]
    [InlineData("Prototypes", 1, "CDSL1004 Prototypes must be between 2 and 65536; it is 1.")]
    [InlineData("Prototypes", 65537, "CDSL1004 Prototypes must be between 2 and 65536; it is 65537.")]
    [InlineData("Prototypes", 2, null)]
    [InlineData("Prototypes", 256, null)]
    [InlineData(
        "Prototypes",
        257,
        "CDSL2056 256 images are shared out among 257 prototypes, so that each gets less than one. Set Prototypes = 256, or QueueSize = 256 or more and QueueEpoch = 1."
    )]
    [InlineData("Iterations", 0, "CDSL1004 Iterations must be between 1 and 100; it is 0.")]
    [InlineData("Iterations", 101, "CDSL1004 Iterations must be between 1 and 100; it is 101.")]
    [InlineData("Iterations", 100, null)]
    [InlineData("Epsilon", 0.0, "CDSL2033 Epsilon must be greater than 0; it is 0.")]
    [InlineData("Epsilon", double.NaN, "CDSL2033 Epsilon must be greater than 0; it is NaN.")]
    [InlineData("Epsilon", 1e-3, null)]
    [InlineData("FrozenEpochs", -1, "CDSL2033 FrozenEpochs must be 0 or more; it is -1.")]
    [InlineData("FrozenEpochs", 4, null)]
    [InlineData(
        "FrozenEpochs",
        5,
        "CDSL2057 FrozenEpochs = 5 of 5 epochs leave the prototypes where chance has put them. Set FrozenEpochs = 1."
    )]
    [InlineData("QueueSize", -1, "CDSL1004 QueueSize must be 1 or more; it is -1.")]
    [InlineData("QueueSize", 0, null)]
    [InlineData(
        "QueueSize",
        256,
        "CDSL0008 QueueSize has no effect on 'ClothesSwav', which trains for 5 epochs and reads its queue from epoch 15 on. Remove it."
    )]
    [InlineData(
        "QueueSize",
        255,
        "CDSL5002 A queue of 255 embeddings cannot hold the 256 embeddings of a step. Use 256 or more; 4096 is usual for small data sets."
    )]
    public void Settings_OfTheMethod_AreJudged(string setting, object value, string? message)
    {
        var raw = Method("Swav").With("Swav", (setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            var related =
                message.StartsWith("CDSL2056", StringComparison.Ordinal)
                || message.StartsWith("CDSL5002", StringComparison.Ordinal)
                    ? "ClothesSwav#1.BatchSize"
                : message.StartsWith("CDSL2057", StringComparison.Ordinal) ? "ClothesSwav#1.Epochs"
                : null;
            raw.ShouldReportAt(message[..8], "ClothesSwav#0." + setting, related);
        }
    }

    /// <summary>A mistake elsewhere hides none of the method's, and one of its own only what follows from it.</summary>
    [Theory]
    [InlineData("Epsilon", 0.0, "CDSL2033", "CDSL2055", "CDSL2057")]
    [InlineData("Iterations", 0, "CDSL1004", "CDSL2055", "CDSL2057")]
    [InlineData("Prototypes", 1, "CDSL1004", "CDSL2055", "CDSL2057")]
    [InlineData("QueueEpoch", -1, "CDSL2033", "CDSL2055", "CDSL2057")]
    public void Settings_BesideOtherMistakes_AreStillJudged(string setting, object value, params string[] ids)
    {
        var raw = Method("Swav").With("Swav", ("FrozenEpochs", 5), ("QueueSize", 256), ("QueueEpoch", 0));

        Findings.Ids(raw.With("Training", ("BatchSize", 1)).With("Swav", (setting, value))).Should().Equal(ids);
    }

    [Fact]
    public void Settings_BesideAMistakeOfTheOptimizer_AreStillJudged() =>
        Findings
            .Ids(Method("Swav").With("Adam", ("LearningRate", -1.0)).With("Swav", ("Prototypes", 257)))
            .Should()
            .Equal("CDSL4001", "CDSL2056");

    /// <summary>Of a queue that is refused nobody knows how many images it will be.</summary>
    [Theory]
    [InlineData(-1, "CDSL1004")]
    [InlineData(10, "CDSL5002")]
    public void Queue_ThatIsRefused_IsOneMistake(int size, string id) =>
        Findings.Ids(Method("Swav").With("Swav", ("Prototypes", 300), ("QueueSize", size))).Should().Equal(id);

    [Fact]
    public void FrozenEpochs_OutOfRange_GiveTheQueueNoEpoch() =>
        Findings
            .Messages(Method("Swav").With("Swav", ("Prototypes", 300), ("FrozenEpochs", -1)))
            .Should()
            .Contain(message => message.EndsWith("and QueueEpoch = 0.", StringComparison.Ordinal));

    /// <summary>A queue is shared out with the batch.</summary>
    [Theory]
    [InlineData(2744, null)]
    [InlineData(
        2743,
        "CDSL2056 2999 images are shared out among 3000 prototypes, so that each gets less than one. Set Prototypes = 2999, or QueueSize = 2744 or more."
    )]
    public void Queue_CountsAsImages(int size, string? message) =>
        Method("Swav").With("Swav", ("Prototypes", 3000), ("QueueSize", size), ("QueueEpoch", 4)).ShouldReport(message);

    /// <summary>A queue whose epoch never comes is shared out with no batch.</summary>
    [Theory]
    [InlineData(0, 4, "QueueSize = 2744 or more and QueueEpoch = 1")]
    [InlineData(2743, 5, "QueueSize = 2744 or more and QueueEpoch = 1")]
    [InlineData(2744, 5, "QueueEpoch = 1")]
    public void Queue_ThatNeverCounts_IsNoImages(int size, int epoch, string advice)
    {
        var settings = size == 0 ? [] : new (string, object)[] { ("QueueSize", size), ("QueueEpoch", epoch) };

        Method("Swav")
            .With("Swav", [("Prototypes", 3000), .. settings])
            .ShouldReport(
                "CDSL2056 256 images are shared out among 3000 prototypes, so that each gets less than one. Set Prototypes = 256, or "
                    + advice
                    + "."
            );
    }

    [Theory]
    [InlineData(4, 5, null)]
    [InlineData(
        5,
        5,
        "CDSL0008 QueueSize has no effect on 'ClothesSwav', which trains for 5 epochs and reads its queue from epoch 5 on. Remove it."
    )]
    [InlineData(
        1,
        1,
        "CDSL0008 QueueSize has no effect on 'ClothesSwav', which trains for 1 epoch and reads its queue from epoch 1 on. Remove it."
    )]
    public void QueueEpoch_ThatNeverComes_IsReportedOnce(int epoch, int epochs, string? message) =>
        Method("Swav")
            .With("Training", ("Epochs", epochs))
            .With("Swav", ("QueueSize", 512), ("QueueEpoch", epoch), ("FrozenEpochs", 0))
            .ShouldReport(message);

    /// <summary>What never counts need not be full, nor free of an image's own embedding.</summary>
    [Fact]
    public void Queue_ThatNeverCounts_IsNotComparedWithTheData()
    {
        var raw = Method("Swav", Word("Images", ("Count", 512))).With("Swav", ("QueueSize", 512), ("QueueEpoch", 0));

        Findings.Ids(raw).Should().BeEmpty();
        Findings.Ids(raw.With("Swav", ("QueueSize", 513))).Should().Equal("CDSL5003");
        Findings.Ids(raw.With("Training", ("Epochs", 1), ("BatchSize", 300))).Should().Equal("CDSL2057", "CDSL5010");
        Findings
            .Ids(raw.With("Training", ("BatchSize", 300)).With("Swav", ("QueueSize", 4000), ("QueueEpoch", 5)))
            .Should()
            .Equal("CDSL0008");
    }

    [Fact]
    public void Experiment_WhoseQueueNeverCounts_CountsTheBatchAlone()
    {
        var model = Resolve.Experiment(Method("Swav").With("Swav", ("QueueSize", 512)))!;
        var longer = model with { Training = model.Training with { Epochs = 16 } };

        model.Method.Similarities(model).Should().Be((256L, 64L));
        Assignment(model).Should().StartWith("256 images shared out evenly");
        longer.Method.Similarities(longer).Should().Be((768L, 64L));
        Assignment(longer).Should().StartWith("768 images, those of the queue with them, shared out evenly");

        static string Assignment(ExperimentModel model) =>
            model.Method.Describe(model, count => Text.Of(count)).Single(fact => fact.Name == "Assignment").Value;
    }

    [Fact]
    public void Batch_OfOneImage_CannotBeSharedOut()
    {
        var raw = Method("Swav").With("Training", ("BatchSize", 1));

        raw.ShouldReport(
            "CDSL2055 With BatchSize = 1, SwAV gives a single image to all prototypes alike, and the loss teaches nothing. Use at least 2; 256 or more is usual."
        );
        raw.ShouldReportAt("CDSL2055", "ClothesSwav#1.BatchSize");
    }

    [Fact]
    public void Batch_OfTwoImages_IsSharedOutAmongAsManyPrototypes() =>
        Method("Swav").With("Training", ("BatchSize", 2)).With("Swav", ("Prototypes", 2)).ShouldReport(null);

    [Theory]
    [InlineData(1, "Set FrozenEpochs = 0.")]
    [InlineData(2, null)]
    public void FrozenEpochs_OfAllThereAre_AreReported(int epochs, string? end)
    {
        var raw = Method("Swav").With("Training", ("Epochs", epochs));

        if (end is null)
        {
            raw.ShouldReport(null);
        }
        else
        {
            Findings.Messages(raw).Should().ContainSingle().Which.Should().StartWith("CDSL2057").And.EndWith(end);
        }
    }

    [Fact]
    public void QueueEpoch_WithoutAQueue_IsUnused() =>
        Method("Swav").With("Swav", ("QueueEpoch", 3)).ShouldReportAt("CDSL0008", "ClothesSwav#0.QueueEpoch");

    [Fact]
    public void Loss_OfAnotherMethod_IsReported() =>
        Method("Swav")
            .With("Swav", ("Loss", Loss()))
            .ShouldReport(
                "CDSL2030 SwAV needs a loss of scores and codes, but 'ClothesLoss' is [NtXentLoss]. Name a class with [SwavLoss]."
            );

    [Fact]
    public void Experiment_WithAQueue_CountsScoresAndPrototypes()
    {
        var model = Resolve.Experiment(Method("Swav").With("Swav", ("QueueSize", 512), ("QueueEpoch", 2)))!;

        model.ViewCount.Should().Be(2);
        model.NegativesPerAnchor.Should().Be(0);
        model.Method.Similarities(model).Should().Be((768L, 64L));
        model
            .Method.Networks(model)
            .Should()
            .Equal(new NetworkFacts("prototypes", "64 unit vectors", "[N, 64]", 64 * 64));
        model
            .Method.Describe(model, count => Text.Of(count))
            .Should()
            .Equal(
                (
                    "Assignment",
                    "768 images, those of the queue with them, shared out evenly among 64 prototypes, which stay for the first epoch"
                )
            );
    }
}
