using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Training;

/// <summary>Custom transforms of every kind of fault, and beside each the next that has none.</summary>
public sealed class CustomTransformTests : ScopedTests
{
    [Theory]
    [InlineData(typeof(Shade), 2, null)]
    [InlineData(typeof(Shade), 1, "'Shade' reads more random numbers than the 1 that it declares. Set Draws = 2.")]
    [InlineData(typeof(Shade), 3, null)]
    [InlineData(typeof(Dark), 0, null)]
    [InlineData(typeof(Itself), 1, null)]
    [InlineData(typeof(InPlace), 0, "'InPlace' changes or disposes of the images that it is given*images.clone()*")]
    [InlineData(typeof(Disposing), 0, "'Disposing' changes or disposes of the images*")]
    [InlineData(typeof(OverDraws), 1, "'OverDraws' changes its random numbers in place*")]
    [InlineData(
        typeof(Half),
        0,
        "'Half' returns [2, 3, 4, 4] for images [2, 3, 8, 8]. A transform keeps number, channels and size*"
    )]
    [InlineData(typeof(Gray), 0, "'Gray' returns [2, 1, 8, 8] for images*")]
    [InlineData(typeof(Precise), 0, "'Precise' returns Float64 for images of Float32*")]
    [InlineData(typeof(Endless), 0, "'Endless' returns values that are no finite numbers*")]
    [InlineData(typeof(Nothing), 0, "'Nothing' returns nothing*")]
    public void Faults_OfATransform_SayWhatItDoes(Type type, int draws, string? fault)
    {
        using var trial = TrialFaults.Trial();

        new CustomTransform(type, draws, channels: 3, side: 8, mayResize: false).Faults(trial).ShouldBe(fault);
    }

    [Theory]
    [InlineData(typeof(Half), null)]
    [InlineData(typeof(Gray), "'Gray' returns [2, 1, 8, 8]*")]
    public void Faults_BeforeACrop_AllowAChangeOfSizeAlone(Type type, string? fault)
    {
        using var trial = TrialFaults.Trial();

        new CustomTransform(type, 0, channels: 3, side: 8, mayResize: true).Faults(trial).ShouldBe(fault);
    }

    private static class Shade
    {
        public static Tensor Apply(Tensor images, TransformDraws draws) =>
            images.mul(draws.Uniform(1).view(-1, 1, 1, 1)).add(draws.Uniform(0).view(-1, 1, 1, 1));
    }

    private static class Dark
    {
        public static Tensor Apply(Tensor images, double by = 0.5) => images.mul(by);
    }

    private static class Itself
    {
        public static Tensor Apply(Tensor images, TransformDraws draws) => images;
    }

    private static class InPlace
    {
        public static Tensor Apply(Tensor images) => images.mul_(0.5);
    }

    private static class Disposing
    {
        public static Tensor Apply(Tensor images)
        {
            using (images)
            {
                return images.mul(0.5);
            }
        }
    }

    private static class OverDraws
    {
        public static Tensor Apply(Tensor images, TransformDraws draws)
        {
            draws.Values.mul_(0.5);
            return images;
        }
    }

    private static class Half
    {
        public static Tensor Apply(Tensor images) => nn.functional.avg_pool2d(images, 2);
    }

    private static class Gray
    {
        public static Tensor Apply(Tensor images) => images.mean([1], keepdim: true);
    }

    private static class Precise
    {
        public static Tensor Apply(Tensor images) => images.to(ScalarType.Float64);
    }

    private static class Endless
    {
        public static Tensor Apply(Tensor images) => images.div(images.sub(images));
    }

    private static class Nothing
    {
        public static Tensor Apply(Tensor images) => null!;
    }
}
