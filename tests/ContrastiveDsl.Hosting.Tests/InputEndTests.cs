using System.IO.Pipes;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class InputEndTests
{
    [Fact]
    public void InputEnd_InputThatEnds_AsksToStopOnce()
    {
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle);
        using var asked = new SemaphoreSlim(0);
        using var listening = new InputEnd(() => asked.Release(), reader);
        writer.Write([1, 2, 3]);
        asked.CurrentCount.Should().Be(0);

        writer.Dispose();

        asked.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue();
        asked.CurrentCount.Should().Be(0);
    }

    [Fact]
    public void InputEnd_Disposed_AsksNothing()
    {
        var asked = 0;
        using var reached = new SemaphoreSlim(0);
        var input = new EndingStream(reached);
        new InputEnd(() => asked++, input).Dispose();

        reached.Release();

        input.Ended.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue();
        asked.Should().Be(0);
    }

    /// <summary>Ends when it is told to.</summary>
    private sealed class EndingStream(SemaphoreSlim end) : MemoryStream
    {
        internal ManualResetEventSlim Ended { get; } = new();

        public override int Read(Span<byte> buffer)
        {
            end.Wait();
            Ended.Set();
            return 0;
        }
    }
}
