using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Native;

/// <summary>
/// Numbers on their way from a device to the host, without anyone waiting: a copy is queued behind what the device has
/// to do, and taken when it has arrived.
/// </summary>
/// <remarks>
/// Torch gives no access to events, so a second copy, of the letter's date, is queued behind the first: once the date
/// is there, so are the numbers.
/// </remarks>
internal sealed class HostMail : IDisposable
{
    private const long NotYet = -1;
    private readonly Queue<Letter> underWay = new();
    private readonly Stack<Letter> used = new();

    /// <summary>Queues a copy of numbers.</summary>
    /// <param name="date">What comes back with them, 0 or more.</param>
    /// <param name="numbers">float32 [N]; they may change afterwards.</param>
    internal void Post(long date, Tensor numbers)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var isOnHost = numbers.device_type == DeviceType.CPU;
        var letter = Reused(numbers.size(0)) ?? Letter.Of(numbers.size(0), isPinned: !isOnHost);
        letter.Date = NotYet;
        letter.Numbers.copy_(numbers, nonBlocking: true);
        if (isOnHost)
        {
            letter.Date = date;
        }
        else
        {
            letter.DateTensor.copy_(full([1L], date, ScalarType.Int64, numbers.device), nonBlocking: true);
        }

        underWay.Enqueue(letter);
    }

    /// <summary>A letter that was read, of so many numbers; of the last batch of an epoch there may be fewer.</summary>
    private Letter? Reused(long length)
    {
        if (!used.TryPop(out var letter) || letter.Numbers.size(0) == length)
        {
            return letter;
        }

        letter.Dispose();
        return null;
    }

    /// <summary>Takes the oldest numbers if they have arrived.</summary>
    /// <param name="read">Called with their date and the numbers, which are gone afterwards.</param>
    /// <returns>Whether they had arrived.</returns>
    internal bool TryTake(Action<long, ReadOnlySpan<float>> read)
    {
        if (!underWay.TryPeek(out var letter) || letter.Date is not (var date and not NotYet))
        {
            return false;
        }

        underWay.Dequeue();
        used.Push(letter);
        read(date, MemoryMarshal.Cast<byte, float>(HostTensor.Bytes(letter.Numbers)));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var letter in underWay.Concat(used))
        {
            letter.Dispose();
        }

        underWay.Clear();
        used.Clear();
    }

    /// <param name="Numbers">float32 [N] on the host.</param>
    /// <param name="DateTensor">int64 [1] on the host.</param>
    private sealed record Letter(Tensor Numbers, Tensor DateTensor) : IDisposable
    {
        /// <summary>The date that is there, or <see cref="NotYet"/>; the device may write it at any time.</summary>
        internal long Date
        {
            get => Volatile.Read(ref Place);
            set => Volatile.Write(ref Place, value);
        }

        private ref long Place => ref MemoryMarshal.Cast<byte, long>(HostTensor.Bytes(DateTensor))[0];

        public void Dispose()
        {
            Numbers.Dispose();
            DateTensor.Dispose();
        }

        internal static Letter Of(long length, bool isPinned) =>
            new(
                Host(zeros(new[] { length }, ScalarType.Float32), isPinned),
                Host(zeros([1L], ScalarType.Int64), isPinned)
            );

        /// <summary>
        /// Into pinned memory a device copies while the host goes on; into other memory the host waits.
        /// </summary>
        private static Tensor Host(Tensor tensor, bool isPinned) =>
            (isPinned ? tensor.pin_memory() : tensor).DetachFromDisposeScope();
    }
}
