using ContrastiveDsl.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Optimization;

public sealed class ParameterSetTests
{
    [Fact]
    public void Constructor_Network_GroupsParametersByModuleTypeInOrderOfRegistration()
    {
        using var net = new SmallNet();
        using var set = new ParameterSet(net);

        Names(set.Weights).Should().Equal("0.conv1.weight", "0.conv2.weight", "0.fc.weight");
        Names(set.BiasAndNorm).Should().Equal("0.bn1.weight", "0.bn1.bias", "0.conv2.bias", "0.fc.bias");
        set.Count.Should().Be((3 * 6 * 9) + (6 * 4 * 9) + (4 * 5) + 6 + 6 + 4 + 5);
    }

    [Fact]
    public void Constructor_Network_KeepsEveryValueAndTheOutput()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var net = new SmallNet();
        net.eval();
        var images = rand(new long[] { 2, 3, 8, 8 });
        var before = net.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.clone());
        var output = net.call(images);

        using var set = new ParameterSet(net);

        foreach (var (key, value) in net.state_dict())
        {
            value.Equals(before[key]).Should().BeTrue(key);
        }

        net.call(images).allclose(output, rtol: 1e-5, atol: 1e-6).Should().BeTrue();
    }

    [Fact]
    public void Constructor_ConvolutionWeights_AreChannelsLastInsideTheFlatTensor()
    {
        using var net = new SmallNet();
        using var set = new ParameterSet(net);

        net.Conv1.weight.stride().Should().Equal(27, 1, 9, 3);
        net.Fc.weight.stride().Should().Equal(4, 1);
    }

    [Fact]
    public void Flat_ChangedInPlace_ChangesTheParameters()
    {
        using var scope = NewDisposeScope();
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        using var noGrad = no_grad();

        set.Weights.Flat.fill_(0.25);
        set.BiasAndNorm.Flat.fill_(-1.0);

        foreach (var (name, parameter) in net.named_parameters())
        {
            var expected = name is "conv1.weight" or "conv2.weight" or "fc.weight" ? 0.25f : -1f;
            parameter.flatten().data<float>().ToArray().Should().OnlyContain(value => value == expected, name);
        }
    }

    [Fact]
    public void Backward_Twice_AccumulatesIntoTheFlatGradient()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var net = new SmallNet();
        using var plain = new SmallNet();
        plain.load_state_dict(net.state_dict());
        using var set = new ParameterSet(net);
        var images = rand(new long[] { 4, 3, 8, 8 });

        for (var i = 0; i < 2; i++)
        {
            net.call(images).square().sum().backward();
            plain.call(images).square().sum().backward();
        }

        var expected = plain.named_parameters().ToDictionary(pair => "0." + pair.name, pair => pair.parameter.grad!);
        foreach (var group in set.Groups)
        {
            for (var i = 0; i < group.Layout.Count; i++)
            {
                var name = group.Layout[i].Name;
                group
                    .View(group.FlatGradient!, i)
                    .allclose(expected[name], rtol: 1e-4, atol: 1e-4)
                    .Should()
                    .BeTrue(name);
            }

            group.FlatGradient!.abs().max().item<float>().Should().BeGreaterThan(0);
        }

        net.Conv1.weight.grad!.stride().Should().Equal(27, 1, 9, 3);
    }

    [Fact]
    public void ZeroGradients_AfterBackward_KeepsTheGradientsInTheFlatTensor()
    {
        using var scope = NewDisposeScope();
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        var images = rand(new long[] { 4, 3, 8, 8 });
        net.call(images).sum().backward();

        set.ZeroGradients();
        net.Fc.weight.grad!.abs().sum().item<float>().Should().Be(0);
        net.call(images).sum().backward();

        var index = Names(set.Weights).IndexOf("0.fc.weight");
        set.Weights.View(set.Weights.FlatGradient!, index).Equals(net.Fc.weight.grad!).Should().BeTrue();
        net.Fc.weight.grad!.abs().sum().item<float>().Should().BeGreaterThan(0);
    }

    [Fact]
    public void Gaps_AfterTrainingStep_StayZero()
    {
        using var scope = NewDisposeScope();
        using var net = new SmallNet();
        using var set = new ParameterSet(net);
        using var adam = new Adam(set, weightDecay: 0.1, decayBiasAndNorm: true);
        net.call(rand(new long[] { 4, 3, 8, 8 })).square().sum().backward();
        adam.Step(0.1);

        var bias = set.BiasAndNorm.Layout[0];
        bias.Length.Should().Be(6);
        set.BiasAndNorm.Layout[1].Offset.Should().Be(16);
        set.BiasAndNorm.Flat.narrow(0, 6, 10).abs().sum().item<float>().Should().Be(0);
    }

    [Fact]
    public void Constructor_FrozenParameters_AreLeftAlone()
    {
        using var net = new SmallNet();
        net.Conv1.weight.requires_grad = false;

        using var set = new ParameterSet(net);

        Names(set.Weights).Should().Equal("0.conv2.weight", "0.fc.weight");
        net.Conv1.weight.stride().Should().Equal(27, 9, 3, 1);
    }

    [Fact]
    public void Constructor_ModuleGivenTwice_LaysItOutOnce()
    {
        using var net = new SmallNet();
        using var other = nn.Linear(4, 2);

        using var set = new ParameterSet(net, net, other);

        Names(set.Weights).Should().Equal("0.conv1.weight", "0.conv2.weight", "0.fc.weight", "2.weight");
    }

    [Fact]
    public void Constructor_LayerAndGroupNorm_CountAsNorms()
    {
        using var norms = nn.Sequential(
            nn.GroupNorm(2, 4),
            nn.LayerNorm(new long[] { 3, 3 }),
            nn.Linear(3, 2, hasBias: false)
        );

        using var set = new ParameterSet(norms);

        Names(set.Weights).Should().Equal("0.2.weight");
        Names(set.BiasAndNorm).Should().Equal("0.0.weight", "0.0.bias", "0.1.weight", "0.1.bias");
    }

    [Fact]
    public void Constructor_NothingTrainable_IsRefused()
    {
        using var relu = nn.ReLU();

        ((Action)(() => new ParameterSet(relu)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*no trainable parameters*");
    }

    [Fact]
    public void Constructor_MixedTypes_AreRefusedWithBothParameters()
    {
        using var net = new SmallNet();
        using var wide = nn.Linear(2, 2, dtype: ScalarType.Float64);

        ((Action)(() => new ParameterSet(net, wide)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*'1.weight' is Float64*'0.conv1.weight' is Float32*");
    }

    [Fact]
    public void ForTarget_NetworkWithoutPredictor_FollowsTheBeginningOfTheOnlineOne()
    {
        using var scope = NewDisposeScope();
        using var online = new SmallNet();
        using var predictor = nn.Linear(5, 5);
        using var target = new SmallNet();
        using var onlineSet = new ParameterSet(online, predictor);

        using var targetSet = ParameterSet.ForTarget(onlineSet, target);
        using (no_grad())
        {
            foreach (var (goal, own) in onlineSet.Groups.Zip(targetSet.Groups))
            {
                own.Flat.lerp_(goal.Flat.narrow(0, 0, own.Flat.shape[0]), full(Array.Empty<long>(), 1.0));
            }
        }

        target.parameters().Should().OnlyContain(parameter => !parameter.requires_grad);
        foreach (var ((_, expected), (name, actual)) in online.named_parameters().Zip(target.named_parameters()))
        {
            actual.allclose(expected).Should().BeTrue(name);
        }
    }

    [Fact]
    public void ForTarget_NetworkWithFrozenParts_LeavesThemAlone()
    {
        using var scope = NewDisposeScope();
        using var online = new SmallNet();
        using var target = new SmallNet();
        Freeze(online);
        Freeze(target);
        using var onlineSet = new ParameterSet(online);

        using var targetSet = ParameterSet.ForTarget(onlineSet, target);

        Names(targetSet.Weights).Should().Equal("0.conv2.weight", "0.fc.weight");
        targetSet
            .Weights.Layout.Select(place => place.Offset)
            .Should()
            .Equal(onlineSet.Weights.Layout.Select(place => place.Offset));
        target.parameters().Should().OnlyContain(parameter => !parameter.requires_grad);
    }

    [Fact]
    public void ForTarget_NetworkFrozenAlready_IsLaidOutLikeTheOnlineOne()
    {
        using var scope = NewDisposeScope();
        using var online = new SmallNet();
        using var target = new SmallNet();
        Freeze(online);
        foreach (var parameter in target.parameters())
        {
            parameter.requires_grad = false;
        }

        using var onlineSet = new ParameterSet(online);
        using var targetSet = ParameterSet.ForTarget(onlineSet, target);

        Names(targetSet.Weights).Should().Equal("0.conv2.weight", "0.fc.weight");
        Names(targetSet.BiasAndNorm).Should().Equal(Names(onlineSet.BiasAndNorm));
    }

    [Fact]
    public void ForTarget_PartFrozenOnlineOnly_IsRefused()
    {
        using var scope = NewDisposeScope();
        using var online = new SmallNet();
        using var target = new SmallNet();
        Freeze(online);
        using var set = new ParameterSet(online);

        ((Action)(() => ParameterSet.ForTarget(set, target)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*'0.conv1.weight' [6, 3, 3, 3]*'0.conv2.weight'*");
    }

    [Fact]
    public void ForTarget_OtherNetwork_NamesTheFirstDifference()
    {
        using var online = new SmallNet();
        using var other = nn.Linear(4, 5);
        using var set = new ParameterSet(online);

        ((Action)(() => ParameterSet.ForTarget(set, other)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*'0.weight' [5, 4]*'0.conv1.weight' [6, 3, 3, 3]*");
    }

    [Fact]
    public void Optimizer_OfATarget_IsRefused()
    {
        using var online = new SmallNet();
        using var target = new SmallNet();
        using var set = new ParameterSet(online);
        using var targetSet = ParameterSet.ForTarget(set, target);

        ((Action)(() => new Sgd(targetSet))).Should().Throw<ArgumentException>().WithMessage("*target*");
    }

    private static List<string> Names(ParameterGroup group) => [.. group.Layout.Select(place => place.Name)];

    /// <summary>Freezes the first convolution.</summary>
    private static void Freeze(SmallNet net) => net.get_parameter("conv1.weight")!.requires_grad = false;
}
