using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Tests.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.State;

/// <summary>What is known to stand before and beside an encoder's keys in files of others.</summary>
public sealed class WeightKeysTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly SmallNet saved = new();
    private readonly SmallNet loaded = new();

    private string File => folder["net.safetensors"];

    public void Dispose()
    {
        saved.Dispose();
        loaded.Dispose();
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("module.")]
    [InlineData("backbone.")]
    [InlineData("encoder.")]
    [InlineData("encoder_q.")]
    [InlineData("module.encoder_q.")]
    [InlineData("module.base_encoder.")]
    public void Load_KeysBehindAKnownPrefix_AreFoundAndReported(string prefix)
    {
        var state = saved.state_dict().ToDictionary(pair => prefix + pair.Key, pair => pair.Value);
        state["queue"] = zeros(new long[] { 3 });
        SafetensorsWriter.Write(File, state);

        var found = Weights.Load(loaded, File, prefix: "net");

        RequireSame(loaded, saved.state_dict());
        found.Should().BeEquivalentTo(new LoadedWeights(File, prefix, [], 1));
        found.ToString().Should().Be($"{File} (keys under '{prefix}'; 1 tensor of other parts not taken)");
    }

    [Theory]
    [InlineData("")]
    [InlineData("module.encoder_q.")]
    public void Load_ClassifierOnTop_IsLeftOutByName(string prefix)
    {
        using var from = nn.Sequential(("conv1", nn.Linear(3, 2)));
        using var to = nn.Sequential(("conv1", nn.Linear(3, 2)));
        var state = from.state_dict().ToDictionary(pair => prefix + pair.Key, pair => pair.Value);
        string[] classifier = ["fc.bias", "fc.weight", "head.weight", "heads.head.weight"];
        foreach (var key in classifier)
        {
            state[prefix + key] = zeros(new long[] { 2 });
        }

        SafetensorsWriter.Write(File, state);

        Weights.Load(to, File, "encoder").LeftOut.Should().Equal(classifier);

        RequireSame(to, from.state_dict());
    }

    /// <summary>
    /// Of torchvision's ConvNeXts the first layer of the classifier, a normalization, is the encoder's.
    /// </summary>
    [Fact]
    public void Load_ClassifierOfAConvNeXt_IsLeftOutButForItsNormalization()
    {
        using var from = nn.Sequential(("features", nn.Linear(3, 2)), ("classifier", nn.Sequential(nn.LayerNorm(2))));
        using var to = nn.Sequential(("features", nn.Linear(3, 2)), ("classifier", nn.Sequential(nn.LayerNorm(2))));
        var state = from.state_dict();
        state["classifier.0.weight"] = full(2, 3f);
        state["classifier.2.weight"] = zeros(new long[] { 2 });
        state["classifier.2.bias"] = zeros(new long[] { 2 });
        SafetensorsWriter.Write(File, state);

        Weights.Load(to, File, "encoder").LeftOut.Should().Equal("classifier.2.bias", "classifier.2.weight");

        state.Remove("classifier.2.weight");
        state.Remove("classifier.2.bias");
        RequireSame(to, state);
    }

    [Fact]
    public void Load_KeysOfTheNetworksOwnFc_AreNoClassifierToLeaveOut()
    {
        var state = saved.state_dict();
        state["fc.scale"] = zeros(new long[] { 5 });
        SafetensorsWriter.Write(File, state);

        Load().Should().Throw<StateException>().WithMessage("*holds 'fc.scale' too many*");
    }

    [Fact]
    public void Load_UnknownPrefix_IsRefusedByName()
    {
        SafetensorsWriter.Write(
            File,
            saved.state_dict().ToDictionary(pair => "student." + pair.Key, pair => pair.Value)
        );

        Load().Should().Throw<StateException>().WithMessage("*lacks 'bn1.bias'*holds 'student.bn1.bias'*");
    }

    [Fact]
    public void Load_HalfOfTheKeysBehindAPrefix_IsRefusedByName()
    {
        var state = saved.state_dict();
        state.Remove("conv2.bias", out var moved).Should().BeTrue();
        state["module.conv2.bias"] = moved!;
        SafetensorsWriter.Write(File, state);

        Load()
            .Should()
            .Throw<StateException>()
            .WithMessage("*lacks 'conv2.bias' and holds 'module.conv2.bias' too many*");
    }

    /// <summary>torchvision's first files have no counters of batches.</summary>
    [Fact]
    public void Load_WithoutCountersOfBatches_TakesTheRest()
    {
        var state = saved.state_dict();
        state.Remove("bn1.num_batches_tracked").Should().BeTrue();
        SafetensorsWriter.Write(File, state);

        Weights.Load(loaded, File, "encoder");

        RequireSame(loaded, saved.state_dict());
    }

    [Fact]
    public void Load_KeysOfATransformer_AreBareAlthoughSomeBeginAsACheckpoints()
    {
        using var from = nn.Sequential(("conv_proj", nn.Linear(3, 2)), ("encoder", nn.Linear(2, 2)));
        using var to = nn.Sequential(("conv_proj", nn.Linear(3, 2)), ("encoder", nn.Linear(2, 2)));
        var state = from.state_dict();
        state["heads.head.weight"] = zeros(new long[] { 2 });
        SafetensorsWriter.Write(File, state);

        var found = Weights.Load(to, File, prefix: "encoder");

        found.Should().BeEquivalentTo(new LoadedWeights(File, "", ["heads.head.weight"], 0));
        RequireSame(to, from.state_dict());
    }

    [Theory]
    [InlineData("504B030400000808000000000000")]
    [InlineData("80028A0A6CFC9C46F9206AA85019")]
    public void Load_FileOfTorchSave_SaysHowToConvertIt(string start)
    {
        var pickled = folder["resnet.pth"];
        System.IO.File.WriteAllBytes(pickled, [.. Convert.FromHexString(start), .. new byte[1000]]);

        ((Action)(() => Weights.Load(loaded, pickled, "encoder")))
            .Should()
            .Throw<StateException>()
            .WithMessage("*resnet.pth' is a file of torch.save*torch.load('resnet.pth', weights_only=True)*");
    }

    private static void RequireSame(nn.Module module, Dictionary<string, Tensor> expected) =>
        module.state_dict().Should().OnlyContain(pair => pair.Value.Equals(expected[pair.Key]));

    private Action Load() => () => Weights.Load(loaded, File, "encoder");
}
