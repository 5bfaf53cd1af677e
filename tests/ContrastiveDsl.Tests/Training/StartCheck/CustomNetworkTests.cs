using ContrastiveDsl.Language;
using ContrastiveDsl.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ContrastiveDsl.Tests.Training;

/// <summary>Custom networks of every kind of fault, and beside each the next that has none.</summary>
public sealed class CustomNetworkTests : ScopedTests
{
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
    [InlineData(
        typeof(WithInfiniteMask),
        "'WithInfiniteMask' keeps 'mask', which holds values that are no finite numbers: *Register it with persistent: false*"
    )]
    [InlineData(typeof(WithUnsavedInfiniteMask), null)]
    [InlineData(typeof(Throwing), "'Throwing' cannot take [16, 4]: No such thing.")]
    [InlineData(typeof(Unmakeable), "'Unmakeable' cannot be made: The file is missing.")]
    public void Faults_OfANetwork_SayWhatItDoes(Type type, string? fault)
    {
        using var trial = TrialFaults.Trial();
        var network = new CustomNetwork(type, CustomConstructor.InputSize, [4], 6, "Features");

        network.Faults(trial).ShouldBe(fault);
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

    private class WithInfiniteMask : Sound
    {
        public WithInfiniteMask(int inputSize)
            : this(inputSize, persistent: true) { }

        protected WithInfiniteMask(int inputSize, bool persistent)
            : base(inputSize) =>
            register_buffer("mask", full([2L, 2L], double.NegativeInfinity, ScalarType.Float32), persistent);
    }

    private sealed class WithUnsavedInfiniteMask(int inputSize) : WithInfiniteMask(inputSize, persistent: false);

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

    private static void Freeze(Module module)
    {
        foreach (var parameter in module.parameters())
        {
            parameter.requires_grad = false;
        }
    }
}
