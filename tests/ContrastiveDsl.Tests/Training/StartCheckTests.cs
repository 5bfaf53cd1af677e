using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Language;
using ContrastiveDsl.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ContrastiveDsl.Tests.Training;

/// <summary>Custom code of every kind of fault, and beside each the next that has none.</summary>
public sealed class StartCheckTests : ScopedTests
{
    private static readonly RunSettings Settings = new() { BatchSize = 16 };

    [Theory]
    [InlineData(typeof(Sound), null)]
    [InlineData(typeof(WithoutParameters), null)]
    [InlineData(typeof(Frozen), null)]
    [InlineData(typeof(PartlyFrozen), null)]
    [InlineData(typeof(LeftOutByChance), null)]
    [InlineData(typeof(InParts), null)]
    [InlineData(typeof(FrozenBeside), null)]
    [InlineData(
        typeof(Unregistered),
        "'Unregistered' does not register 'linear', so that it would be neither trained nor saved. Call RegisterComponents()*requires_grad = false."
    )]
    [InlineData(typeof(TooEarly), "'TooEarly' does not register 'linear'*")]
    [InlineData(
        typeof(InArray),
        "'InArray' keeps layers in 'linears', into which TorchSharp does not look*ModuleList*"
    )]
    [InlineData(typeof(OfTensors), "'OfTensors' does not register 'weight'*")]
    [InlineData(typeof(WithChild), null)]
    [InlineData(typeof(WithArrayInChild), "'WithArrayInChild' keeps layers in 'linears' of its 'InArray', into which*")]
    [InlineData(
        typeof(Detached),
        "No gradient reaches the parameters of 'Detached', so that its score would never move.*"
    )]
    [InlineData(
        typeof(WithUnusedLayer),
        "No gradient reaches 'unused.weight' and 'unused.bias' of 'WithUnusedLayer', so that they would never be trained. Use them in forward, or freeze them: requires_grad = false."
    )]
    [InlineData(
        typeof(OfOtherSize),
        "'OfOtherSize' states Features = 6, but returns [2, 5] for [2, 4]. Set Features = 5, or return 6."
    )]
    [InlineData(
        typeof(OfMaps),
        "'OfMaps' states Features = 6, but returns [2, 6, 1, 1] for [2, 4]. Return one vector for each image, [2, 6]."
    )]
    [InlineData(
        typeof(OfDoubles),
        "'OfDoubles' returns Float64 for Float32. Return what it is given, as .to(Float32) does."
    )]
    [InlineData(typeof(OfNaN), "'OfNaN' returns values that are no finite numbers*")]
    [InlineData(typeof(Throwing), "'Throwing' cannot take [16, 4]: No such thing.")]
    [InlineData(typeof(Unmakeable), "'Unmakeable' cannot be made: The file is missing.")]
    public void Network_OfTheUsers_IsJudgedByWhatItDoes(Type type, string? fault)
    {
        using var trial = new Trial(Settings);
        var network = new CustomNetwork(type, CustomConstructor.InputSize, [4], 6, "Features");

        ShouldBe(network.Faults(trial), fault);
    }

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
    public void Transform_OfTheUsers_IsJudgedByWhatItDoes(Type type, int draws, string? fault)
    {
        using var trial = new Trial(Settings);

        ShouldBe(new CustomTransform(type, draws, channels: 3, side: 8, mayResize: false).Faults(trial), fault);
    }

    [Theory]
    [InlineData(typeof(Half), null)]
    [InlineData(typeof(Gray), "'Gray' returns [2, 1, 8, 8]*")]
    public void Transform_BeforeACrop_MayChangeTheSizeAlone(Type type, string? fault)
    {
        using var trial = new Trial(Settings);

        ShouldBe(new CustomTransform(type, 0, channels: 3, side: 8, mayResize: true).Faults(trial), fault);
    }

    [Theory]
    [InlineData(typeof(Distance), null)]
    [InlineData(typeof(OneElement), null)]
    [InlineData(typeof(OneSided), null)]
    [InlineData(typeof(ForTheBatch), null)]
    [InlineData(typeof(OfManyOthers), null)]
    [InlineData(typeof(Rows), "'Rows.Compute' returns Float32 [8] for z0 [8, 6], z1 [8, 6], not a scalar*.mean().")]
    [InlineData(typeof(Infinite), "'Infinite.Compute' returns ∞ for unit vectors*")]
    [InlineData(typeof(Constant), "'Constant.Compute' returns a number that no gradient comes back from*z0 and z1*")]
    [InlineData(typeof(Stopped), "'Stopped.Compute' returns a number that no gradient comes back from*")]
    [InlineData(typeof(Refusing), "'Refusing.Compute' cannot take z0 [16, 6], z1 [16, 6]: Never.")]
    public void Loss_OfTheUsers_IsJudgedByWhatItDoes(Type type, string? fault)
    {
        using var trial = new Trial(Settings);

        ShouldBe(
            new CustomLoss(type, ["z0", "z1"], 6, 2).Faults(trial),
            fault?.Replace("∞", double.PositiveInfinity.ToString(), StringComparison.Ordinal)
        );
    }

    /// <summary>Every tensor that a method gives its loss has the shape that it has in a step.</summary>
    [Fact]
    public void Loss_OfEveryMethod_IsGivenWhatTheMethodsLossTakes()
    {
        using var trial = new Trial(Settings);
        var names = MethodCatalogue.All.SelectMany(method => method.CustomLoss.Arguments).Distinct();

        names
            .Should()
            .BeSubsetOf([
                "z0",
                "z1",
                "z",
                "labels",
                "queries",
                "keys",
                "queue",
                "predictions",
                "targets",
                "predictions0",
                "predictions1",
                "targets0",
                "targets1",
                "positives",
                "negatives",
            ]);
        ShouldBe(new CustomLoss(typeof(Supervised), ["z", "labels"], 6, 3).Faults(trial), null);
        ShouldBe(new CustomLoss(typeof(OfScores), ["positives", "negatives"], 6, 1).Faults(trial), null);
        ShouldBe(new CustomLoss(typeof(OfQueue), ["queries", "keys", "queue"], 6, 2).Faults(trial), null);
    }

    private static void ShouldBe(IEnumerable<string> faults, string? expected)
    {
        if (expected is null)
        {
            faults.Should().BeEmpty();
        }
        else
        {
            faults.Should().ContainSingle().Which.Should().Match(expected);
        }
    }

    private class Sound : Module<Tensor, Tensor>
    {
        protected readonly Linear linear;

        public Sound(int inputSize)
            : base("Sound")
        {
            linear = Linear(inputSize, 6);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => linear.call(input);
    }

    private sealed class WithoutParameters(int inputSize) : Module<Tensor, Tensor>("WithoutParameters")
    {
        public override Tensor forward(Tensor input) => nn.functional.pad(input, [0, 6 - inputSize]);
    }

    private sealed class Frozen : Sound
    {
        public Frozen(int inputSize)
            : base(inputSize) => Freeze(linear);

        public override Tensor forward(Tensor input)
        {
            using var noGrad = no_grad();
            return linear.call(input);
        }
    }

    private sealed class PartlyFrozen : Module<Tensor, Tensor>
    {
        private readonly Linear unused = Linear(2, 2);
        private readonly Linear used;

        public PartlyFrozen(int inputSize)
            : base("PartlyFrozen")
        {
            used = Linear(inputSize, 6);
            RegisterComponents();
            Freeze(unused);
        }

        public override Tensor forward(Tensor input) => used.call(input);
    }

    /// <summary>In training a layer may be left out.</summary>
    private sealed class LeftOutByChance : Module<Tensor, Tensor>
    {
        private readonly Linear first;
        private readonly Linear second = Linear(6, 6);

        public LeftOutByChance(int inputSize)
            : base("LeftOutByChance")
        {
            first = Linear(inputSize, 6);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => training ? first.call(input) : second.call(first.call(input));
    }

    /// <summary>Takes batches of four and more.</summary>
    private sealed class InParts(int inputSize) : Sound(inputSize)
    {
        public override Tensor forward(Tensor input) =>
            input.size(0) % 4 == 0 ? base.forward(input) : throw new ArgumentException("Four parts.");
    }

    /// <summary>A network that is used and not trained, kept out of the checkpoints.</summary>
    private sealed class FrozenBeside : Sound
    {
        private readonly Linear[] teachers = [Linear(6, 6)];

        public FrozenBeside(int inputSize)
            : base(inputSize) => Freeze(teachers[0]);

        public override Tensor forward(Tensor input) => teachers[0].call(base.forward(input));
    }

    private sealed class Unregistered : Module<Tensor, Tensor>
    {
        private readonly Linear linear;

        public Unregistered(int inputSize)
            : base("Unregistered") => linear = Linear(inputSize, 6);

        public override Tensor forward(Tensor input) => linear.call(input);
    }

    private sealed class TooEarly : Module<Tensor, Tensor>
    {
        private readonly Linear linear;

        public TooEarly(int inputSize)
            : base("TooEarly")
        {
            RegisterComponents();
            linear = Linear(inputSize, 6);
        }

        public override Tensor forward(Tensor input) => linear.call(input);
    }

    private sealed class InArray : Module<Tensor, Tensor>
    {
        private readonly Linear[] linears;

        public InArray(int inputSize)
            : base("InArray")
        {
            linears = [Linear(inputSize, 6)];
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => linears[0].call(input);
    }

    private sealed class OfTensors(int inputSize) : Module<Tensor, Tensor>("OfTensors")
    {
        private readonly Tensor weight = rand(inputSize, 6).requires_grad_();

        public override Tensor forward(Tensor input) => input.mm(weight);
    }

    /// <summary>Whoever registers a module has it register its own.</summary>
    private sealed class WithChild : Module<Tensor, Tensor>
    {
        private readonly Unregistered child;

        public WithChild(int inputSize)
            : base("WithChild")
        {
            child = new Unregistered(inputSize);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => child.call(input);
    }

    private sealed class WithArrayInChild : Module<Tensor, Tensor>
    {
        private readonly InArray child;

        public WithArrayInChild(int inputSize)
            : base("WithArrayInChild")
        {
            child = new InArray(inputSize);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => child.call(input);
    }

    private sealed class Detached(int inputSize) : Sound(inputSize)
    {
        public override Tensor forward(Tensor input) => base.forward(input).detach();
    }

    private sealed class WithUnusedLayer : Module<Tensor, Tensor>
    {
        private readonly Linear unused = Linear(2, 2);
        private readonly Linear used;

        public WithUnusedLayer(int inputSize)
            : base("WithUnusedLayer")
        {
            used = Linear(inputSize, 6);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => used.call(input);
    }

    private sealed class OfOtherSize(int inputSize) : Sound(inputSize)
    {
        public override Tensor forward(Tensor input) => base.forward(input).narrow(1, 0, 5);
    }

    private sealed class OfMaps(int inputSize) : Sound(inputSize)
    {
        public override Tensor forward(Tensor input) => base.forward(input).view(-1, 6, 1, 1);
    }

    private sealed class OfDoubles(int inputSize) : Sound(inputSize)
    {
        public override Tensor forward(Tensor input) => base.forward(input).to(ScalarType.Float64);
    }

    private sealed class OfNaN(int inputSize) : Sound(inputSize)
    {
        public override Tensor forward(Tensor input) => base.forward(input).mul(double.NaN);
    }

    private sealed class Throwing(int inputSize) : Sound(inputSize)
    {
        public override Tensor forward(Tensor input) => throw new InvalidOperationException("No such thing");
    }

    private sealed class Unmakeable : Module<Tensor, Tensor>
    {
        public Unmakeable(int inputSize)
            : base("Unmakeable") => throw new FileNotFoundException($"The file is missing{inputSize - inputSize:#}");

        public override Tensor forward(Tensor input) => input;
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

    private static class Distance
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.sub(z1).square().mean();
    }

    private static class OneElement
    {
        internal static Tensor Compute(Tensor z0, Tensor z1, double scale = 2) => z0.mul(z1).sum().mul(scale).view(1);
    }

    private static class OneSided
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1.detach()).mean();
    }

    private static class ForTheBatch
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).view(16, -1).mean();
    }

    /// <summary>Divides by what a tiny batch has none of.</summary>
    private static class OfManyOthers
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).sum().div(z0.size(0) - 8);
    }

    private static class Rows
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).mean([1]);
    }

    private static class Infinite
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).abs().mean().div(0);
    }

    private static class Constant
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => ones(1).requires_grad_();
    }

    private static class Stopped
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).mean().detach();
    }

    private static class Refusing
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => throw new InvalidOperationException("Never.");
    }

    private static class Supervised
    {
        public static Tensor Compute(Tensor z, Tensor labels) =>
            z.sum(dim: 1).mul(z.size(1) == 3 ? 1 : 0).index_select(0, labels).mean();
    }

    private static class OfScores
    {
        public static Tensor Compute(Tensor positives, Tensor negatives) =>
            negatives.sub(positives.unsqueeze(1)).exp().mean();
    }

    private static class OfQueue
    {
        public static Tensor Compute(Tensor queries, Tensor keys, Tensor queue) =>
            queries.mm(queue.t()).mean().sub(queries.mul(keys).mean());
    }

    private static void Freeze(Module module)
    {
        foreach (var parameter in module.parameters())
        {
            parameter.requires_grad = false;
        }
    }
}
