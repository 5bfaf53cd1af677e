using ContrastiveDsl.Testing;
using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Behaviour;

public class OperatorRecorderTests
{
    [RecorderFact]
    public void Recording_ListsWhatRunsBetweenCreationAndDispose()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(2, 2, requires_grad: true);
        using var recorder = new OperatorRecorder();
        var y = x.matmul(x).sum();
        recorder.Operators.Should().ContainInOrder("aten::matmul", "aten::mm", "aten::sum").And.NotContain("aten::item");
        y.backward();
        using (var inner = new OperatorRecorder())
        {
            y.item<float>();
            inner.Operators.Should().NotContain("aten::sum");
        }
        recorder.Dispose();
        torch.zeros(1);

        recorder.Operators.Should().Contain(name => name.Contains("Backward")).And.NotContain("aten::zeros").And.NotContain("aten::ones");
        recorder.Operators.Count(name => name == "aten::matmul").Should().Be(1);
    }

    [RecorderFact]
    public void Recording_SeesOtherThreads()
    {
        using var recorder = new OperatorRecorder();
        var thread = new Thread(() => torch.zeros(3).Dispose());
        thread.Start();
        thread.Join();

        recorder.Operators.Should().Contain("aten::zeros");
    }

    [Fact]
    public void Recorder_IsAvailableOnTheSystemBackendOnly()
    {
        var standIn = typeof(torch).Assembly.GetName().Version == new Version(0, 104, 0, 0);

        OperatorRecorder.IsAvailable.Should().Be(standIn);
    }
}
