using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Tests.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.State;

public sealed class WeightsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly SmallNet saved = new();
    private readonly SmallNet loaded = new();

    public void Dispose()
    {
        saved.Dispose();
        loaded.Dispose();
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("checkpoints/step-00000003/model.safetensors")]
    [InlineData("checkpoints/step-00000003")]
    [InlineData("")]
    public void Load_FileCheckpointOrRun_TakesTheKeysUnderThePrefix(string path)
    {
        var writer = new StateWriter();
        writer.Module("encoder", saved);
        writer.Tensor("projector.weight", zeros(new long[] { 1 }));
        Checkpoint.Save(folder.Path, 3, writer);

        Weights.Load(loaded, folder[path], prefix: "encoder");

        RequireSame();
    }

    [Fact]
    public void Load_BareKeys_AreTakenAsTheyAre()
    {
        Weights.Save(saved, folder["net.safetensors"]);

        Weights.Load(loaded, folder["net.safetensors"], prefix: "encoder");

        RequireSame();
    }

    [Fact]
    public void Load_NetworkWithAChildOfThePrefixsName_TakesItsOwnKeys()
    {
        using var from = nn.Sequential(("encoder", nn.Linear(3, 2)));
        using var to = nn.Sequential(("encoder", nn.Linear(3, 2)));
        Weights.Save(from, folder["net.safetensors"]);

        Weights.Load(to, folder["net.safetensors"], prefix: "encoder");

        to.state_dict()["encoder.weight"].Equals(from.state_dict()["encoder.weight"]).Should().BeTrue();
        Directory.GetFileSystemEntries(folder.Path).Should().ContainSingle("nothing is left beside the file");
    }

    [Fact]
    public void Load_MissingAndUnexpectedKeys_NamesThemAndChangesNothing()
    {
        var state = saved.state_dict();
        state.Remove("fc.bias");
        state["fc2.bias"] = zeros(new long[] { 5 });
        SafetensorsWriter.Write(folder["net.safetensors"], state);
        var before = loaded.Fc.weight.clone();

        var load = () => Weights.Load(loaded, folder["net.safetensors"], "encoder");

        load.Should().Throw<StateException>().WithMessage("*SmallNet*lacks 'fc.bias' and holds 'fc2.bias' too many*");
        loaded.Fc.weight.Equals(before).Should().BeTrue();
    }

    [Fact]
    public void Load_OtherSize_NamesTheKeyAndChangesNothing()
    {
        var state = saved.state_dict();
        state["fc.bias"] = zeros(new long[] { 6 });
        SafetensorsWriter.Write(folder["net.safetensors"], state);
        var before = loaded.Conv1.weight.clone();

        var load = () => Weights.Load(loaded, folder["net.safetensors"], "encoder");

        load.Should().Throw<StateException>().WithMessage("*'fc.bias' as Float32 [6], but Float32 [5]*");
        loaded.Conv1.weight.Equals(before).Should().BeTrue();
    }

    [Fact]
    public void Load_NothingThere_SaysWhatWasLookedFor()
    {
        ((Action)(() => Weights.Load(loaded, folder.Path, "encoder")))
            .Should()
            .Throw<FileNotFoundException>()
            .WithMessage("*model.safetensors*checkpoints*");
        ((Action)(() => Weights.Load(loaded, folder["absent"], "encoder")))
            .Should()
            .Throw<FileNotFoundException>()
            .WithMessage("*absent*");
    }

    [Fact]
    public void Save_FileThatExists_IsReplacedWhole()
    {
        File.WriteAllBytes(folder["net.safetensors"], new byte[1 << 20]);

        Weights.Save(saved, folder["net.safetensors"]);

        Weights.Load(loaded, folder["net.safetensors"], prefix: "encoder");
        RequireSame();
        Directory.GetFileSystemEntries(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void Save_PathIsAFolder_FailsAndLeavesNothingBeside()
    {
        Directory.CreateDirectory(folder["net"]);

        ((Action)(() => Weights.Save(saved, folder["net"]))).Should().Throw<SystemException>();

        Directory.GetFileSystemEntries(folder.Path).Should().ContainSingle();
    }

    private void RequireSame()
    {
        var expected = saved.state_dict();
        loaded.state_dict().Should().OnlyContain(pair => pair.Value.Equals(expected[pair.Key]));
    }

    [Fact]
    public void LoadForEvaluation_NewModule_IsReturnedInEvaluationMode()
    {
        Weights.Save(saved, folder["net.safetensors"]);

        Weights.LoadForEvaluation(loaded, folder["net.safetensors"], prefix: "encoder").Should().BeSameAs(loaded);

        loaded.training.Should().BeFalse();
        RequireSame();
    }

    [Fact]
    public void LoadForEvaluation_NothingToLoad_DisposesOfTheModule()
    {
        using var module = new Observed();

        FluentActions
            .Invoking(() => Weights.LoadForEvaluation(module, folder["missing"], prefix: "encoder"))
            .Should()
            .Throw<FileNotFoundException>();

        module.IsDisposed.Should().BeTrue();
    }

    private sealed class Observed() : nn.Module("Observed")
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
