using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Weights trained before, in the encoder of every method.</summary>
public sealed class FirstWeightsTests
{
    public static TheoryData<string> Methods => [.. TrainingTests.Trained.Select(found => found.Model.Type.Name)];

    /// <summary>All else, the heads and whatever random target there is, keeps its start.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void Load_IntoEveryMethod_ChangesTheEncoderAndItsCopiesAlone(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var definition = TrainingTests.Definition(name);
        using var experiment = definition.Create(definition.Defaults with { Seed = 1 });
        using var before = definition.Create(definition.Defaults with { Seed = 1 });
        using var source = definition.Create(definition.Defaults with { Seed = 2 });
        var file = folder["encoder.safetensors"];
        Weights.Save(source.Network, file);

        var loaded = FirstWeights.Load(definition, experiment, file);

        loaded.Should().BeEquivalentTo(new LoadedWeights(file, "", [], 0));
        var expected = source.Network.state_dict();
        var unchanged = SavedState.Of(before);
        string[] copies = definition.Model.Momentum is { Start: TargetStart.Copy }
            ? ["encoder.", definition.Model.Method.Facts.Momentum!.Name.ToLowerInvariant() + "_encoder."]
            : ["encoder."];
        var state = SavedState.Of(experiment);
        state.Keys.Count(key => copies.Any(key.StartsWith)).Should().Be(copies.Length * expected.Count);
        foreach (var (key, value) in state)
        {
            var copy = Array.Find(copies, key.StartsWith);
            var wanted = copy is null ? unchanged[key] : expected[key[copy.Length..]];
            value.equal(wanted).all().ToBoolean().Should().BeTrue(key);
        }
    }

    [Fact]
    public void Load_OfAnotherRun_TakesItsEncoderAlone()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var moco = TrainingTests.Definition(nameof(TinyMoCoV2));
        using var source = moco.Create(moco.Defaults with { Seed = 2 });
        var state = new StateWriter();
        source.Save(state);
        Checkpoint.Save(folder["run"], 1, state);
        using var experiment = moco.Create(moco.Defaults with { Seed = 1 });

        var loaded = FirstWeights.Load(moco, experiment, folder["run"]);

        loaded.Prefix.Should().Be("encoder.");
        loaded.Others.Should().Be(state.Tensors.Count - source.Network.state_dict().Count);
        experiment
            .Network.state_dict()["conv1.weight"]
            .equal(source.Network.state_dict()["conv1.weight"])
            .all()
            .ToBoolean()
            .Should()
            .BeTrue();
    }
}
