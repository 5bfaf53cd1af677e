using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Behaviour;

public class DisposeScopeTests
{
    [Fact]
    public void Scope_DisposesWhatWasMadeInside()
    {
        using var before = torch.ones(2);
        Tensor inside;
        Tensor[] pieces;
        using (NewDisposeScope())
        {
            inside = before + 1;
            pieces = before.chunk(2);
        }

        before.IsInvalid.Should().BeFalse();
        inside.IsInvalid.Should().BeTrue();
        pieces.Should().OnlyContain(piece => piece.IsInvalid);
    }

    [Fact]
    public void MoveToOuter_MovesOneScopeOut()
    {
        using var outer = NewDisposeScope();
        Tensor moved;
        using (NewDisposeScope())
        {
            moved = torch.ones(1).MoveToOuterDisposeScope();
        }

        moved.IsInvalid.Should().BeFalse();
        outer.Contains(moved).Should().BeTrue();
        outer.Dispose();
        moved.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void MoveToOuter_OutOfTheOutermostScope_Detaches()
    {
        Tensor moved;
        using (NewDisposeScope())
        {
            moved = torch.ones(1).MoveToOuterDisposeScope();
        }

        moved.IsInvalid.Should().BeFalse();
        moved.Dispose();
    }

    [Fact]
    public void Detach_KeepsATensor()
    {
        Tensor kept;
        using (var scope = NewDisposeScope())
        {
            kept = torch.ones(1).DetachFromDisposeScope();
            scope.DisposablesCount.Should().Be(0);
        }

        kept.item<float>().Should().Be(1);
        kept.Dispose();
    }

    [Fact]
    public void Attach_TakesATensorIntoTheScope()
    {
        var tensor = torch.ones(1);
        using (var scope = NewDisposeScope())
        {
            scope.Attach(tensor);
        }

        tensor.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void DisposeEverythingBut_KeepsTheScopeOpenWithWhatIsKept()
    {
        using var scope = NewDisposeScope();
        var kept = torch.ones(1);
        var dropped = torch.ones(1);

        scope.DisposeEverythingBut(kept).Should().BeSameAs(kept);

        dropped.IsInvalid.Should().BeTrue();
        kept.IsInvalid.Should().BeFalse();
        scope.DisposablesView.Should().Equal(kept);
    }

    [Fact]
    public void DisposedTensor_LeavesItsScope()
    {
        using var scope = NewDisposeScope();
        torch.ones(1).Dispose();

        scope.DisposablesCount.Should().Be(0);
    }

    [Fact]
    public void Scopes_BelongToTheirThread()
    {
        using var scope = NewDisposeScope();
        Tensor? foreign = null;
        var thread = new Thread(() => foreign = torch.ones(1));
        thread.Start();
        thread.Join();

        scope.Contains(foreign!).Should().BeFalse();
        foreign!.Dispose();
    }

    [Fact]
    public void ScopesClosedOutOfOrder_CloseOnlyThemselves()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        var tensor = torch.ones(1);

        outer.Dispose();

        tensor.IsInvalid.Should().BeFalse();
        CurrentDisposeScope.Should().BeSameAs(inner);
        inner.Dispose();
        tensor.IsInvalid.Should().BeTrue();
        CurrentDisposeScope.Should().BeNull();
    }

    [Fact]
    public void ClosedScope_RefusesMoves()
    {
        var scope = NewDisposeScope();
        scope.Dispose();

        scope.Invoking(s => s.DisposeEverything()).Should().Throw<ObjectDisposedException>();
        scope.Invoking(s => s.Dispose()).Should().NotThrow();
    }

    [Fact]
    public void BuiltInLayer_OutlivesTheScopeItWasMadeIn()
    {
        Linear layer;
        Parameter own;
        using (NewDisposeScope())
        {
            layer = nn.Linear(2, 2);
            own = new Parameter(torch.ones(1));
        }

        layer.weight.IsInvalid.Should().BeFalse();
        own.IsInvalid.Should().BeTrue("a parameter of one's own must be detached");
        layer.Dispose();
    }

    [Fact]
    public void Sequential_DisposesResultsInBetween()
    {
        var probe = new Probe();
        using var model = nn.Sequential(nn.Identity(), probe, nn.Identity());
        using var input = torch.ones(1);

        using var output = model.call(input);

        probe.Seen!.IsInvalid.Should().BeTrue();
        probe.Returned!.IsInvalid.Should().BeTrue();
        input.IsInvalid.Should().BeFalse();
        output.IsInvalid.Should().BeFalse();
    }

    private sealed class Probe() : nn.Module<Tensor, Tensor>(nameof(Probe))
    {
        public Tensor? Seen { get; private set; }

        public Tensor? Returned { get; private set; }

        public override Tensor forward(Tensor input)
        {
            Seen = input;
            return Returned = input + 1;
        }

        protected override void RegisterComponents()
        {
        }
    }
}
