using Cifar10;
using ContrastiveDsl.Hosting.Tests;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Catalogue.Tests;

/// <summary>The rows of examples/Cifar10: every number as published, trained on files as CIFAR-10 has them.</summary>
public sealed class CifarTableTests : IDisposable
{
    private const int Images = 16;
    private static readonly ExperimentDefinition[] Rows =
    [
        CifarMoCo.Definition,
        CifarMoCoSymmetric.Definition,
        CifarSimClr.Definition,
    ];
    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(nameof(CifarMoCo), "CifarMoCo: MoCo v1 ")]
    [InlineData(nameof(CifarMoCoSymmetric), "CifarMoCoSymmetric: MoCo v1, symmetric ")]
    public void Describe_MoCo_ShowsTheNumbersOfItsDemo(string name, string title) =>
        Describe(name)
            .Should()
            .StartWith(title)
            .And.Contain("Linear 128")
            .And.Contain("8 splits")
            .And.Contain("InfoNce, temperature 0.1")
            .And.Contain("4,096 keys of 128 floats")
            .And.Contain("momentum 0.99, constant")
            .And.Contain("SGD, momentum 0.9, weight decay 0.0005, of biases and norms too")
            .And.Contain("0.06 (0.03 × 512 / 256)")
            .And.MatchRegex(@"Schedule +cosine to 0")
            .And.Contain("97 per epoch, 19,400 in 200 epochs")
            .And.Contain("brightness ±0.4, contrast ±0.4, saturation ±0.4, hue ±0.1, probability 0.8")
            .And.NotContain("Blur");

    [Fact]
    public void Describe_SimClr_ShowsTheNumbersOfItsRow() =>
        Describe(nameof(CifarSimClr))
            .Should()
            .Contain("NtXent, temperature 0.5")
            .And.Contain("1,022 per anchor")
            .And.Contain("LARS, momentum 0.9, trust coefficient 0.001, ratio by NormOfSum, weight decay 0.0001")
            .And.Contain("2 (1 × 512 / 256)")
            .And.Contain("97 per epoch, 9,700 in 100 epochs")
            .And.NotContain("Blur");

    [Theory]
    [InlineData(nameof(CifarMoCo), 2)]
    [InlineData(nameof(CifarMoCoSymmetric), 2)]
    // Ten epochs are its warm-up.
    [InlineData(nameof(CifarSimClr), 11)]
    public void Train_OnTheFormatOfCifar_EndsWithTheTable(string name, int epochs)
    {
        Write("data_batch_1.bin", seed: 1);
        Write("test_batch.bin", seed: 2);
        var run = Path.Combine(folder, "run");

        string[] words = ["train", name, "--data", folder, "--epochs", $"{epochs}", "--batch-size", "16", "--out", run];
        var trained = Invocation.Of(Rows, [.. words, "--no-report", "--plain"]);

        trained.ExitCode.Should().Be(0, trained.Error);
        trained
            .Output.Should()
            .Contain("16 training images, 16 test images, 3×32×32")
            .And.Contain($"that is {epochs} epochs of 1 batch of 16 images")
            .And.MatchRegex(@"trained encoder +\d+\.\d\d %")
            // How far weights move is known from the second step of a run on.
            .And.NotContain("weights have changed by");
        File.ReadLines(Path.Combine(run, "metrics.jsonl"))
            .Should()
            .Contain(line => line.Contains($"\"epoch\":{epochs}", StringComparison.Ordinal));
    }

    private static string Describe(string name)
    {
        // As many images as CIFAR-10 has to train with.
        var described = Invocation.Of(Rows, "describe", name);
        described.ExitCode.Should().Be(0);
        return described.Output;
    }

    /// <summary>Images of noise: a label, then 32×32 of red, of green, of blue.</summary>
    private void Write(string name, int seed)
    {
        var bytes = new byte[Images * 3073];
        new Random(seed).NextBytes(bytes);
        for (var image = 0; image < Images; image++)
        {
            bytes[image * 3073] = (byte)(image % 10);
        }

        File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }
}
