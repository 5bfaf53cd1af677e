using System.Text.Json;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Training on a folder of image files.</summary>
[Collection(nameof(TorchSharp))]
public sealed class FolderTests
{
    [Fact]
    public void Train_FlatFolder_TrainsAndSaysThatNothingIsScored()
    {
        using var folder = new ImagesFolder().Add(40);

        var run = Train(folder);

        run.ErrorLines.Should().ContainSingle().Which.Should().Contain("CDSL2020");
        run.ExitCode.Should().Be(0);
        run.Output.Should()
            .MatchRegex(@"data\s+40 training images")
            .And.Contain("1×H×W with a shorter side of at most 16, kept decoded in " + folder.Store)
            .And.MatchRegex(@"labels\s+no labels: not scored")
            .And.Contain("each epoch leaves out 8 images, other ones every time")
            .And.Contain("Decoding the images ...");
        Directory.Exists(Path.Combine(folder.Output, "checkpoints")).Should().BeTrue();
    }

    private static Invocation Train(ImagesFolder folder, params string[] options) =>
        Invocation.Of(
            [StripesExperiment.Definition],
            [
                "train",
                "Stripes",
                "--data",
                folder.Data,
                "--store",
                folder.Store,
                "--out",
                folder.Output,
                "--batch-size",
                "16",
                "--threads",
                "2",
                .. options,
            ]
        );
}
