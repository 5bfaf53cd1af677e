using ContrastiveDsl.Data;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class MemoryShortageTests
{
    [Fact]
    public void Train_StepLargerThanTheMemory_IsOneSentenceWithTheBatch()
    {
        using var folder = new StripesFolder();
        var stripes = StripesExperiment.Definition;
        var hungry = new ExperimentDefinition(stripes.Model, stripes.Defaults, settings => new HungryExperiment(
            stripes.Create(settings)
        ));

        var run = Invocation.Of(
            [hungry],
            ["train", "Stripes", "--data", folder.Data, "--out", folder.Output, "--threads", "1"]
        );

        run.ExitCode.Should().Be(1);
        run.ErrorLines.Should()
            .Equal(
                "error: Out of memory on cpu, in a step of 64 images of 1×8×8. Start again with a smaller --batch-size, or declare a smaller encoder or ImageSize."
            );
        Checkpoint.Latest(folder.Output).Should().BeNull();
    }

    /// <summary>Its step takes a petabyte.</summary>
    private sealed class HungryExperiment(IExperiment inner) : IExperiment
    {
        public nn.Module<Tensor, Tensor> Network => inner.Network;

        public void Train(ImageSet images, TrainingRun run)
        {
            using var step = zeros(1L << 48);
        }

        public Tensor Embed(Tensor images) => inner.Embed(images);

        public Tensor[] SampleViews(ImageBatch pixels, RandomSource random, Batch batch) =>
            inner.SampleViews(pixels, random, batch);

        public void Save(StateWriter writer) => inner.Save(writer);

        public void Load(StateReader reader) => inner.Load(reader);

        public void Dispose() => inner.Dispose();
    }
}
