using System.Runtime.InteropServices;
using ContrastiveDsl.Augmentation;
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
