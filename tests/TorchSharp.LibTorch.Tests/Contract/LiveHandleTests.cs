using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Contract;

/// <summary>Whatever a step makes is gone when its scope is. (TorchSharp itself counts a tensor that became a parameter for ever.)</summary>
public class LiveHandleTests
{
    [Fact]
    public void TrainingSteps_LeaveNoLiveHandles()
    {
        var before = Tensor.TotalCount;
        using (var model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(inplace: true), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2)))
        {
            model.zero_grad();
            var withModel = Tensor.TotalCount;
            for (var step = 0; step < 3; step++)
            {
                using var scope = NewDisposeScope();
                var loss = nn.functional.cross_entropy(model.call(torch.rand(4, 1, 8, 8)), torch.zeros(4, int64));
                loss.backward();
                model.zero_grad();
            }
            model.to(float64);
            Tensor.TotalCount.Should().Be(withModel);
        }

        Tensor.TotalCount.Should().Be(before);
    }

    [Fact]
    public void Indexing_LeavesNoLiveHandles()
    {
        using var x = torch.zeros(3, 4);
        using var rows = torch.zeros(1, int64);
        var before = Tensor.TotalCount;

        x[1, 2].Dispose();
        x[.., 1..2].Dispose();
        x[TensorIndex.Tensor(rows), TensorIndex.Slice(1)].Dispose();
        x[TensorIndex.Bool(true)].Dispose();
        using (var one = torch.ones(1))
        {
            x[TensorIndex.Tensor(rows), TensorIndex.Slice(1)] = one;
            using var number = one.squeeze(0);
            x[0, 0] = number;
        }

        Tensor.TotalCount.Should().Be(before);
    }
}
