using System.Runtime.InteropServices;
using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.GeneratedCode.Tests;

/// <summary>
/// Wrong shapes handed to generated parts, or to own ones by way of a generated experiment, give an exception and never
/// end the process.
/// </summary>
public sealed class WrongShapeTests
{
    [Fact]
    public void Loss_OfDifferentBatches_NamesBothShapes()
    {
        using var scope = NewDisposeScope();

        ((Action)(() => StripesLoss.Compute(ones(4, 8), ones(5, 8))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[4, 8]*[5, 8]*");
        ((Action)(() => StripesLoss.Compute(ones(4, 8), ones(4, 9))))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[4, 8]*[4, 9]*");
    }

    [Fact]
    public void Views_OfWhatAreNoImages_SayWhatImagesAre()
    {
        using var scope = NewDisposeScope();
        var draws = new TransformDraws(rand(StripesViews.DrawCount, 4));

        ((Action)(() => StripesViews.Apply(ones(4, 8, 8), draws, 8)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[N, C, H, W]*[4, 8, 8]*");
        ((Action)(() => StripesViews.Apply(ones(3, 1, 8, 8), draws)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*3 images*4*");
    }

    /// <summary>Images without a batch, without channels, of bytes, and one number.</summary>
    public static TheoryData<long[], ScalarType> NoImages =>
        new()
        {
            { [1, 8, 8], ScalarType.Float32 },
            { [8, 8], ScalarType.Float32 },
            { [], ScalarType.Float32 },
            { [4, 1, 8, 8, 1], ScalarType.Float32 },
            { [4, 1, 8, 8], ScalarType.Byte },
        };

    [Theory]
    [MemberData(nameof(NoImages))]
    public void EveryFunctionOfViews_OfWhatAreNoImages_SaysWhatImagesAre(long[] shape, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var given = zeros(shape, type);
        var draws = new TransformDraws(rand(Math.Max(StripesViews.DrawCount, PlainViews.DrawCount), 4));
        var (random, batch) = (new RandomSource(7), new Batch(0, 0, [3, 1, 4, 0]));
        Action[] calls =
        [
            () => StripesViews.Apply(given, draws),
            () => StripesViews.Apply(given, draws, 8),
            () => StripesViews.Sample(given, random, batch, 8),
            () => StripesViews.SampleView(given, random, batch, 0, 8),
            () => StripesViews.Clean(given),
            () => PlainViews.Apply(given, draws),
            () => PlainViews.Clean(given),
            () => new ImageBatch(given),
        ];
        var shown = $"{type} [{string.Join(", ", shape)}]";

        foreach (var call in calls)
        {
            call.Should()
                .Throw<ArgumentException>()
                .Which.Message.Should()
                .StartWith($"Images are a floating-point tensor [N, C, H, W], but this one is {shown}.");
        }
    }

    [Fact]
    public void Embed_OfWhatAreNoImages_SaysWhatImagesAre()
    {
        using var scope = NewDisposeScope();
        using var experiment = new WithAdam(WithAdam.Defaults);

        experiment
            .Invoking(trained => trained.Embed(ones(1, 8, 8)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*[N, C, H, W]*[1, 8, 8]*");
    }

    [Fact]
    public void Networks_InputOfAnotherSize_Throw()
    {
        using var scope = NewDisposeScope();
        using var projector = new StripesProjector(16);
        using var own = new CustomProjector(16);
        using var encoder = new StripesEncoder();

        projector.Invoking(head => head.call(ones(2, 17))).Should().Throw<ExternalException>().WithMessage("*2x17*");
        own.Invoking(head => head.call(ones(2, 17))).Should().Throw<ExternalException>().WithMessage("*2x17*");
        encoder
            .Invoking(network => network.call(ones(2, 3, 8, 8)))
            .Should()
            .Throw<Exception>()
            .Which.Should()
            .Match(error => error is ArgumentException || error is ExternalException);
    }
}
