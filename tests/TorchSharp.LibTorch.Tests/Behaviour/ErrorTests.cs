using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Behaviour;

public class ErrorTests
{
    [Fact]
    public void ShapeMismatch_RaisesLibtorchsMessage()
    {
        using var scope = NewDisposeScope();
        var x = torch.zeros(2, 3);

        x.Invoking(y => y.matmul(torch.zeros(2, 3))).Should().Throw<ExternalException>()
            .WithMessage("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)*");
        x.Invoking(y => y.view(4)).Should().Throw<ExternalException>().WithMessage("*shape '[4]' is invalid for input of size 6*");
    }

    [Fact]
    public void FailedCall_LeavesTheBridgeUsable()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(2);

        for (var i = 0; i < 100; i++)
        {
            x.Invoking(y => y.view(3)).Should().Throw<ExternalException>();
            x.add(1).ShouldBe(2, 2);
        }
    }

    [Fact]
    public void DisposedTensor_IsRefusedBeforeTheNativeCall()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(2);
        var y = torch.ones(2);
        x.Dispose();

        x.Invoking(t => t.add(y)).Should().Throw<InvalidOperationException>();
        y.Invoking(t => t.add(x)).Should().Throw<InvalidOperationException>();
        y.Invoking(t => torch.cat([t, x])).Should().Throw<InvalidOperationException>();
        x.Invoking(t => t.Dispose()).Should().NotThrow();
    }

    [Fact]
    public void InPlaceOperationOnALeaf_IsRefused()
    {
        using var scope = NewDisposeScope();
        var x = torch.ones(2, requires_grad: true);

        x.Invoking(y => y.add_(1)).Should().Throw<ExternalException>().WithMessage("*leaf Variable*");
    }

    [Fact]
    public void Item_OfSeveralElements_IsRefused()
    {
        using var scope = NewDisposeScope();

        torch.ones(2).Invoking(y => y.item<float>()).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Data_OfAnotherElementType_IsRefused()
    {
        using var scope = NewDisposeScope();

        torch.ones(2).Invoking(y => y.data<double>()).Should().Throw<ArgumentException>().WithMessage("Double is not compatible with Float32");
    }

    [Fact]
    public void Cuda_WhereThereIsNone_IsRefused()
    {
        if (cuda.is_available())
        {
            return;
        }

        using var scope = NewDisposeScope();
        torch.ones(2).Invoking(y => y.cuda()).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => torch.zeros(2, device: torch.device("cuda:0"))).Should().Throw<Exception>();
    }
}
