using ContrastiveDsl.Data;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.GeneratedCode.Tests;

/// <summary>A loaded encoder as a service uses it: one for all requests, which come in parallel.</summary>
public sealed class ParallelCallTests : IDisposable
{
    private const int Clients = 8;
    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-load-").FullName;

    [Theory]
    [InlineData(nameof(StripesEncoder), 400)]
    [InlineData(nameof(EveryLayer), 100)]
    [InlineData(nameof(SmallResNet18), 12)]
    public void Call_FromEightThreadsAtOnce_GivesTheBitsOfSerialCalls(string name, int calls)
    {
        using var encoder = Loaded(name, out var shape);
        var inputs = Enumerable.Range(0, Clients).Select(client => Input(shape, client)).ToArray();
        var expected = inputs.Select(input => Call(encoder, input)).ToArray();
        var wrong = 0;

        // What a service meets sooner or later: the finalizer frees TorchSharp's numbers while libtorch reads them.
        using var collector = new Collector();
        Parallel.For(0, Clients, new ParallelOptions { MaxDegreeOfParallelism = Clients }, client =>
        {
            for (var call = 0; call < calls; call++)
            {
                var same = Call(encoder, inputs[client]).AsSpan().SequenceEqual(expected[client]);
                Interlocked.Add(ref wrong, same ? 0 : 1);
            }
        });

        wrong.Should().Be(0);
        foreach (var input in inputs)
        {
            input.Dispose();
        }
    }

    [Fact]
    public void Call_OutsideNoGrad_KeepsNoGraph()
    {
        using var scope = NewDisposeScope();
        using var encoder = Loaded(nameof(StripesEncoder), out var shape);

        encoder.call(rand(shape)).requires_grad.Should().BeFalse();
    }

    [Fact]
    public void Call_WhoseResultsNobodyDisposes_LeavesMemoryFlat()
    {
        using var encoder = Loaded(nameof(StripesEncoder), out var shape);
        using var input = Input(shape, 0);
        Serve(1000);
        Garbage.Collect();
        var before = Environment.WorkingSet;

        Serve(3000);
        Garbage.Collect();

        (Environment.WorkingSet - before).Should().BeLessThan(48L << 20);

        void Serve(int calls) =>
            Parallel.For(0, calls, new ParallelOptions { MaxDegreeOfParallelism = Clients }, _ =>
                GC.KeepAlive(encoder.call(input))
            );
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private nn.Module<Tensor, Tensor> Loaded(string name, out long[] shape)
    {
        var path = Path.Combine(folder, "model.safetensors");
        shape = name == nameof(SmallResNet18) ? [2, 3, 32, 32] : [2, 1, 8, 8];
        using nn.Module<Tensor, Tensor> saved = name switch
        {
            nameof(SmallResNet18) => new SmallResNet18(),
            nameof(EveryLayer) => new EveryLayer(),
            _ => new StripesEncoder(),
        };
        Weights.Save(saved, path);
        if (name == nameof(EveryLayer))
        {
            shape = [2, EveryLayer.Channels, EveryLayer.ImageSize, EveryLayer.ImageSize];
        }

        return name switch
        {
            nameof(SmallResNet18) => SmallResNet18.Load(path),
            nameof(EveryLayer) => EveryLayer.Load(path),
            _ => StripesEncoder.Load(path),
        };
    }

    /// <summary>Collects garbage and runs finalizers, one time after the other, until it is disposed.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly Thread thread;
        private volatile bool stopped;

        public Collector()
        {
            thread = new Thread(() =>
            {
                while (!stopped)
                {
                    GC.Collect(0);
                    GC.WaitForPendingFinalizers();
                }
            });
            thread.Start();
        }

        public void Dispose()
        {
            stopped = true;
            thread.Join();
        }
    }

    private static Tensor Input(long[] shape, int seed)
    {
        using var generator = new Generator((ulong)seed);
        return rand(shape, generator: generator).DetachFromDisposeScope();
    }

    private static float[] Call(nn.Module<Tensor, Tensor> encoder, Tensor input)
    {
        using var scope = NewDisposeScope();
        return HostTensor.Read<float>(encoder.call(input));
    }
}
