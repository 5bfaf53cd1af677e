using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Behaviour;

public class RegistrationTests
{
    [Fact]
    public void Fields_AreRegisteredUnderTheirNames_ParametersBeforeBuffers()
    {
        using var model = new WithFields();

        model.state_dict().Keys.Should().Equal("scale", "fc.weight", "fc.bias", "centre");
        model.named_children().Select(child => child.name).Should().Equal("fc");
    }

    [Fact]
    public void AutoProperty_IsRegisteredUnderItsBackingField()
    {
        using var model = new WithProperty();

        model.state_dict().Keys.Should().Equal("<Fc>k__BackingField.weight");
    }

    [Fact]
    public void ComponentName_RenamesAField()
    {
        using var model = new WithComponentName();

        model.state_dict().Keys.Should().Equal("head.weight");
    }

    [Fact]
    public void ExplicitName_BesideAFieldOfAnotherName_AppearsTwiceOnceInAParent()
    {
        using var model = new WithTwoNames();
        model.state_dict().Keys.Should().Equal("fc.weight");

        using var parent = nn.Sequential(("inner", model));

        parent.state_dict().Keys.Should().BeEquivalentTo(["inner.fc.weight", "inner._fc.weight"]);
    }

    [Fact]
    public void EmptyRegisterComponents_LeavesOnlyExplicitNames()
    {
        using var parent = nn.Sequential(("inner", new WithExplicitNames()));

        parent.state_dict().Keys.Should().Equal("inner.fc.weight");
    }

    [Fact]
    public void ForgottenRegistration_HasNoParameters()
    {
        using var model = new Forgetful();

        model.parameters().Should().BeEmpty();
    }

    [Fact]
    public void ReassignedField_LeavesTheOldBufferRegistered()
    {
        using var scope = NewDisposeScope();
        using var model = new WithFields();

        model.Shift();

        model.get_buffer("centre")!.ShouldBe(0, 0);
    }

    [Fact]
    public void NonPersistentBuffer_IsNeitherListedNorSaved()
    {
        using var model = new WithFields();
        using var extra = torch.ones(1).DetachFromDisposeScope();
        model.register_buffer("extra", extra, persistent: false);

        model.named_buffers(include_nonpersistent: true).Select(buffer => buffer.name).Should().Equal("centre");
        model.state_dict().Should().NotContainKey("extra");
        model.has_buffer("extra").Should().BeTrue();
    }

    [Fact]
    public void ModuleList_NamesItsModulesByPosition()
    {
        using var model = new WithList();

        model.named_parameters().Select(parameter => parameter.name).Should().Equal("blocks.0.weight", "blocks.1.weight");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    public void RegisterModule_UnderABadName_Throws(string name)
    {
        using var model = new Forgetful();
        using var child = nn.Linear(1, 1);

        model.Invoking(m => m.register_module(name, child)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Registering_ATakenName_Throws()
    {
        using var model = new WithFields();
        using var child = nn.Linear(1, 1);

        model.Invoking(m => m.register_module("fc", child)).Should().Throw<InvalidOperationException>().WithMessage("*fc*");
        model.Invoking(m => m.register_parameter("scale", child.weight)).Should().Throw<InvalidOperationException>().WithMessage("*scale*");
    }

    [Fact]
    public void ParameterlessModule_RefusesParameters()
    {
        using var relu = nn.ReLU();
        using var parameter = new Parameter(torch.ones(1));

        relu.Invoking(m => m.register_parameter("weight", parameter)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void To_ReplacesParametersAndDisposesTheOldOnes()
    {
        using var model = new WithFields();
        var old = model.get_parameter("fc.weight")!;
        var scale = model.Scale;

        model.to(ScalarType.Float64);

        old.IsInvalid.Should().BeTrue();
        scale.IsInvalid.Should().BeTrue();
        model.Scale.dtype.Should().Be(ScalarType.Float64);
        model.parameters().Should().OnlyContain(p => p.dtype == ScalarType.Float64 && p.requires_grad);
        model.get_buffer("centre")!.dtype.Should().Be(ScalarType.Float64);
    }

    [Fact]
    public void To_KeepsGradientsAndIntegerBuffers()
    {
        using var scope = NewDisposeScope();
        using var model = nn.BatchNorm1d(2);
        model.call(torch.randn(4, 2)).sum().backward();

        model.to(ScalarType.Float64);

        model.weight.grad!.dtype.Should().Be(ScalarType.Float64);
        model.num_batches_tracked!.dtype.Should().Be(ScalarType.Int64);
        model.running_mean!.dtype.Should().Be(ScalarType.Float64);
    }

    [Fact]
    public void To_SameDevice_LeavesParametersAlone()
    {
        using var model = new WithFields();
        var weight = model.get_parameter("fc.weight");

        model.to(torch.CPU);

        model.get_parameter("fc.weight").Should().BeSameAs(weight);
    }

    [Fact]
    public void To_WithTwoMembersOfOneName_Throws()
    {
        using var model = new WithIndexers();

        model.Invoking(m => m.to(ScalarType.Float64)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void To_LeavesAFieldOfAnotherNameBehind()
    {
        using var model = new WithRenamedParameter();

        model.to(ScalarType.Float64);

        model.Scale.IsInvalid.Should().BeTrue();
        model.get_parameter("scale")!.dtype.Should().Be(ScalarType.Float64);
    }

    [Fact]
    public void LoadStateDict_CopiesValuesIntoTheSameParameters()
    {
        using var source = new WithFields();
        using var target = new WithFields();
        var weight = target.get_parameter("fc.weight");

        target.load_state_dict(source.state_dict());

        target.get_parameter("fc.weight").Should().BeSameAs(weight);
        weight!.Floats().Should().Equal(source.get_parameter("fc.weight")!.Floats());
    }

    [Fact]
    public void LoadStateDict_WithOtherNames_ThrowsOnlyIfStrict()
    {
        using var source = new WithProperty();
        using var target = new WithFields();

        target.Invoking(t => t.load_state_dict(source.state_dict())).Should().Throw<InvalidOperationException>();
        var (missing, unexpected) = target.load_state_dict(source.state_dict(), strict: false);
        missing.Should().BeEquivalentTo(["scale", "fc.weight", "fc.bias", "centre"]);
        unexpected.Should().Equal("<Fc>k__BackingField.weight");
    }

    [Fact]
    public void Train_ReachesEveryModule()
    {
        using var model = nn.Sequential(nn.Sequential(nn.Dropout(0.5)), nn.ReLU());

        model.eval();
        model.modules().Should().HaveCount(3).And.OnlyContain(module => !module.training);
        model.train();
        model.modules().Should().OnlyContain(module => module.training);
    }

    [Fact]
    public void Dispose_DisposesParametersBuffersAndChildren()
    {
        var model = new WithFields();
        var parts = model.state_dict().Values.ToList();

        model.Dispose();

        parts.Should().HaveCount(4).And.OnlyContain(part => part.IsInvalid);
    }

    private sealed class WithFields : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter scale = new(torch.ones(2));
        private readonly nn.Module<Tensor, Tensor> fc = nn.Linear(2, 2);
        private Tensor centre = torch.zeros(2);

        public WithFields()
            : base(nameof(WithFields)) => RegisterComponents();

        public Parameter Scale => scale;

        public void Shift() => centre = centre + 1;

        public override Tensor forward(Tensor input) => fc.call(input);
    }

    private sealed class WithProperty : nn.Module<Tensor, Tensor>
    {
        public WithProperty()
            : base(nameof(WithProperty)) => RegisterComponents();

        public Linear Fc { get; } = nn.Linear(2, 2, hasBias: false);

        public override Tensor forward(Tensor input) => Fc.call(input);
    }

    private sealed class WithComponentName : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = "head")]
        private readonly Linear fc = nn.Linear(2, 2, hasBias: false);

        public WithComponentName()
            : base(nameof(WithComponentName)) => RegisterComponents();

        public override Tensor forward(Tensor input) => fc.call(input);
    }

    private sealed class WithTwoNames : nn.Module<Tensor, Tensor>
    {
        private readonly Linear _fc = nn.Linear(2, 2, hasBias: false);

        public WithTwoNames()
            : base(nameof(WithTwoNames)) => register_module("fc", _fc);

        public override Tensor forward(Tensor input) => _fc.call(input);
    }

    private sealed class WithExplicitNames : nn.Module<Tensor, Tensor>
    {
        private readonly Linear _fc = nn.Linear(2, 2, hasBias: false);

        public WithExplicitNames()
            : base(nameof(WithExplicitNames)) => register_module("fc", _fc);

        public override Tensor forward(Tensor input) => _fc.call(input);

        protected override void RegisterComponents()
        {
        }
    }

    private sealed class WithIndexers : nn.Module<Tensor, Tensor>
    {
        public WithIndexers()
            : base(nameof(WithIndexers)) => register_parameter("scale", new Parameter(torch.ones(1)));

        public int this[int index] => index;

        public int this[string name] => name.Length;

        public override Tensor forward(Tensor input) => input.alias();
    }

    private sealed class WithRenamedParameter : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter _scale = new(torch.ones(1));

        public WithRenamedParameter()
            : base(nameof(WithRenamedParameter)) => register_parameter("scale", _scale);

        public Parameter Scale => _scale;

        public override Tensor forward(Tensor input) => input.mul(_scale);
    }

    private sealed class WithList : nn.Module<Tensor, Tensor>
    {
        private readonly ModuleList<Linear> blocks = nn.ModuleList(nn.Linear(1, 1, hasBias: false), nn.Linear(1, 1, hasBias: false));

        public WithList()
            : base(nameof(WithList)) => RegisterComponents();

        public override Tensor forward(Tensor input) => blocks[0].call(input);
    }

    private sealed class Forgetful : nn.Module<Tensor, Tensor>
    {
        private readonly Linear fc = nn.Linear(1, 1);

        public Forgetful()
            : base(nameof(Forgetful))
        {
        }

        public override Tensor forward(Tensor input) => fc.call(input);
    }
}
