using ContrastiveDsl.Testing;
using ContrastiveDsl.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Recording;

/// <summary>The recorder sees all threads, hence no other test may run meanwhile.</summary>
public sealed class OperatorRecorderTests
{
    [RecorderFact]
    public void Recording_OfForwardAndBackward_ListsWhatRunsBetweenCreationAndDispose()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, 2, requires_grad: true);
        using var recorder = new OperatorRecorder();
        var y = x.mm(x).sin().sum();
        recorder.Operators.Should().ContainInOrder("aten::mm", "aten::sin", "aten::sum").And.NotContain("aten::item");
        y.backward();
        using (var inner = new OperatorRecorder())
        {
            y.ToSingle().Should().BeApproximately(4 * MathF.Sin(2), 1e-5f);
            inner.Operators.Should().Contain("aten::item").And.NotContain("aten::sum");
        }

        recorder.Dispose();
        zeros(1);

        recorder
            .Operators.Should()
            .Contain(name => name.Contains("Backward"))
            .And.NotContain("aten::zeros")
            .And.NotContain("aten::ones");
        recorder.Operators.Count(name => name == "aten::sin").Should().Be(1);
    }

    [RecorderFact]
    public void Recording_OperatorsOfAnotherThread_SeesThem()
    {
        using var recorder = new OperatorRecorder();
        var thread = new Thread(() => zeros(3).Dispose());
        thread.Start();
        thread.Join();

        recorder.Operators.Should().Contain("aten::zeros");
    }

    [RecorderFact]
    public void Recording_WhileThreadsOpenAndCloseTheirs_MissesNothing()
    {
        const int Rounds = 200;
        using var whole = new OperatorRecorder();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                using var own = new OperatorRecorder();
                zeros(1).Dispose();
                own.Operators.Should().Contain("aten::zeros");
            }
        });

        whole.Operators.Count(name => name == "aten::zeros").Should().Be(4 * Rounds);
    }

    [RecorderFact]
    public void Dispose_Twice_LeavesOtherRecordingsOpen()
    {
        using var stays = new OperatorRecorder();
        var goes = new OperatorRecorder();
        goes.Dispose();
        goes.Dispose();

        zeros(1).Dispose();

        stays.Operators.Should().Contain("aten::zeros");
        goes.Operators.Should().BeEmpty();
    }

    [Fact]
    public void IsAvailable_OnLinuxForX64_IsTrue()
    {
        var here =
            OperatingSystem.IsLinux()
            && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture
                == System.Runtime.InteropServices.Architecture.X64;

        OperatorRecorder.IsAvailable.Should().Be(here, OperatorHook.Unavailable ?? "there is no reason why not");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 13)]
    [InlineData(2, 9)]
    [InlineData(2, 11)]
    public void Refusal_OfAnotherLibtorch_NamesBothVersions(int major, int minor)
    {
        OperatorHook.Refusal(new Version(2, 10)).Should().BeNull();
        OperatorHook
            .Refusal(new Version(major, minor))
            .Should()
            .Contain("2.10")
            .And.Contain($"libtorch {major}.{minor}.");
    }
}
