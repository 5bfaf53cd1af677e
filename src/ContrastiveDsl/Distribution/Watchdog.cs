using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ContrastiveDsl.Distribution;

/// <summary>
/// Looks at the clock while a process waits for others, says for whom after some minutes, and ends all of them when
/// nobody comes for a long time. MPI itself would wait for ever, at full speed and without a word.
/// </summary>
/// <remarks>
/// A process that has waited for long tells all others where it waits; those that wait too answer, between two looks at
/// what they wait for. Whoever is silent has not come. So it takes no second thread within MPI, and nothing at all as
/// long as nobody waits.
/// </remarks>
internal sealed unsafe class Watchdog
{
    /// <summary>Names the seconds after which the late process is named; 0 for never.</summary>
    internal const string Variable = "CONTRASTIVE_PATIENCE";

    /// <summary>After so many times the patience all processes are ended.</summary>
    private const int TimesUntilTheEnd = 12;

    private const double DefaultPatience = 300;
    private const double LongestPatience = 1_000_000;

    /// <summary>Looks at what mostly comes within microseconds, before others may have the processor.</summary>
    private const int Spins = 500;

    private const int PlaceBytes = 128;

    /// <summary>Before a place's name: the patience there, and what tells its cores.</summary>
    private const int NameAt = sizeof(double) + sizeof(ulong);

    private static readonly long Second = Stopwatch.Frequency;

    private readonly Mpi mpi;
    private readonly Arrival?[] arrivals;
    private readonly List<(nint Request, nint Memory)> sent = [];
    private readonly string[] places;
    private double patience = DefaultPatience;
    private Arrival here;
    private int turns;
    private long began;
    private long looked;
    private long waited;
    private long listened;
    private long spoken;
    private long told;
    private long exchanging;

    /// <summary>Looks after the exchanges of a library.</summary>
    internal Watchdog(Mpi mpi)
    {
        this.mpi = mpi;
        arrivals = new Arrival?[mpi.Size];
        places = new string[mpi.Size];
    }

    /// <summary>The step that is under way, for people to read.</summary>
    internal long Step { get; set; }

    /// <summary>How long this process has exchanged, and waited for others, in all.</summary>
    internal TimeSpan Exchanging => Stopwatch.GetElapsedTime(0, exchanging);

    /// <summary>How many processes may use the very cores that this one may, itself included.</summary>
    internal int CoreSharers { get; private set; } = 1;

    /// <summary>
    /// Learns where all processes are, by which they can be found; and how patient all shall be, from the first.
    /// </summary>
    /// <exception cref="DistributionException">The first one was told no number.</exception>
    internal void Introduce()
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        var own = new byte[PlaceBytes];
        BitConverter.TryWriteBytes(own, Seconds(given));
        var cores = Cores();
        BitConverter.TryWriteBytes(own.AsSpan(sizeof(double)), cores);
        var name = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} on {Environment.MachineName}")
        );
        name.AsSpan(0, Math.Min(name.Length, PlaceBytes - NameAt)).CopyTo(own.AsSpan(NameAt));
        var all = new byte[PlaceBytes * mpi.Size];
        mpi.Gather(own, all);
        for (var rank = 0; rank < mpi.Size; rank++)
        {
            var place = all.AsSpan(PlaceBytes * rank, PlaceBytes);
            places[rank] = Encoding.UTF8.GetString(place[NameAt..]).TrimEnd('\0');
            var others = BitConverter.ToUInt64(place[sizeof(double)..]);
            CoreSharers += rank != mpi.Rank && others == cores ? 1 : 0;
        }

        patience = BitConverter.ToDouble(all);
        if (double.IsNaN(patience))
        {
            throw new DistributionException(
                $"{Variable} is '{given}', but must be seconds, at most 1000000, or 0 for a patience without end."
            );
        }
    }

    /// <summary>This process has come to an exchange.</summary>
    internal void Begin(Exchange exchange)
    {
        here = new Arrival(here.Number + 1, Step, exchange);
        (turns, waited, told, spoken) = (0, 0, 0, 0);
        began = looked = Stopwatch.GetTimestamp();
    }

    /// <summary>It is not done: looks around, and lets others have the processor.</summary>
    internal void Turn()
    {
        if (++turns < Spins)
        {
            return;
        }

        var now = Stopwatch.GetTimestamp();
        // No more than a second at once: a process that was suspended has not waited, and a whole job may have been.
        waited += Math.Min(now - looked, Second);
        looked = now;
        if (waited < Second)
        {
            Thread.Yield();
            return;
        }

        Look(now);
        if (waited < 3 * Second && here.Exchange != Exchange.Rest)
        {
            Thread.Yield();
        }
        else
        {
            // What takes seconds to come takes no longer for this, and leaves the processor to whoever is late.
            Thread.Sleep(1);
        }
    }

    /// <summary>The exchange is done.</summary>
    internal void End() => exchanging += Stopwatch.GetTimestamp() - began;

    /// <summary>Takes what nobody waits for any more, once all have come to the end.</summary>
    internal void Close()
    {
        Listen();
        Reclaim();
    }

    /// <summary>A number of seconds as it was given; not a number where it is none, or out of its range.</summary>
    internal static double Seconds(string? given) =>
        string.IsNullOrEmpty(given) ? DefaultPatience
        : double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and <= LongestPatience
            ? seconds
        : double.NaN;

    /// <summary>A number for the machine and those of its cores that this process may use.</summary>
    private static ulong Cores()
    {
        const string Status = "/proc/self/status";
        var allowed = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("Cpus_allowed:", StringComparison.Ordinal))
            : null;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName + allowed));
        return BitConverter.ToUInt64(hash);
    }

    private void Look(long now)
    {
        // Often enough that an answer comes within the second in which it is waited for.
        if (now - listened < Second / 5)
        {
            return;
        }

        listened = now;
        if (Listen())
        {
            Tell();
        }

        if (patience == 0 || here.Exchange == Exchange.Rest)
        {
            return;
        }

        var limit = (long)(patience * Second);
        if (waited >= limit && told == 0)
        {
            Tell();
        }

        // Those that wait answer within a second, unless the machine is very busy.
        var ends = waited >= TimesUntilTheEnd * limit;
        if (told > 0 && waited >= limit + (2 * Second) && (ends || waited >= 2 * spoken))
        {
            spoken = waited;
            Speak(ends);
        }
    }

    /// <summary>Takes the news of the others; says whether one of them has asked since this one told.</summary>
    private bool Listen()
    {
        var asked = false;
        for (var rank = 0; rank < mpi.Size; rank++)
        {
            Arrival arrival;
            while (rank != mpi.Rank && mpi.TryReceive(&arrival, sizeof(Arrival), rank))
            {
                arrivals[rank] = arrival;
                asked |= told == 0 && arrival.Number >= here.Number;
            }
        }

        return asked;
    }

    /// <summary>
    /// Frees what was told and has gone; what has not the library may still read, at the end as well.
    /// </summary>
    private void Reclaim() =>
        sent.RemoveAll(news =>
        {
            var request = news.Request;
            if (!mpi.IsDone(&request))
            {
                return false;
            }

            NativeMemory.Free((void*)news.Memory);
            return true;
        });

    private void Tell()
    {
        Reclaim();
        told = waited;
        for (var rank = 0; rank < mpi.Size; rank++)
        {
            if (rank != mpi.Rank)
            {
                var memory = NativeMemory.Alloc((nuint)sizeof(Arrival));
                *(Arrival*)memory = here;
                sent.Add((mpi.Send(memory, sizeof(Arrival), rank), (nint)memory));
            }
        }
    }

    /// <summary>
    /// Of those that wait the first one speaks for all, and ends all; another one, which has waited for longer, after
    /// one patience more. Nobody ends all without a word.
    /// </summary>
    private void Speak(bool ends)
    {
        var first = Enumerable.Range(0, mpi.Size).First(rank => rank == mpi.Rank || arrivals[rank] == here);
        if (first != mpi.Rank && waited < (TimesUntilTheEnd + 1) * patience * Second)
        {
            return;
        }

        int[] late = [.. Enumerable.Range(0, mpi.Size).Where(rank => rank != mpi.Rank && arrivals[rank] != here)];
        var seconds = (double)waited / Second;
        Console.Error.WriteLine($"{(ends ? "error" : "warning")}: {Describe(late, seconds, ends)}");
        if (ends)
        {
            // Not by an exception: the library still writes to the memory of the exchange.
            mpi.Abort(1);
        }
    }

    private string Describe(int[] late, double seconds, bool ends)
    {
        var waiters =
            mpi.Size - late.Length == 1 ? $"process {mpi.Rank} has" : $"{mpi.Size - late.Length} processes have";
        var since = string.Create(CultureInfo.InvariantCulture, $"{waiters} waited for {seconds:F0} s");
        var then = ends
            ? "All are ended; train --resume goes on from the latest checkpoint."
            : string.Create(CultureInfo.InvariantCulture, $"After {TimesUntilTheEnd * patience:F0} s all are ended.");
        return late.Length == 0
            ? $"All processes have come to {here}, but it does not end, though {since}: the network between them may be broken. {then}"
            : $"{string.Join(" and ", late.Take(4).Select(Late))}{(late.Length > 4 ? " and others" : "")} to {here}, for which {since}: stopped, busy, or on another way than the others. {then}";
    }

    private string Late(int rank)
    {
        var place = $"process {rank} ({places[rank]})";
        var elsewhere = arrivals[rank] is { } arrival && arrival.Number >= here.Number ? $", but to {arrival}," : "";
        return $"{place} has not come{elsewhere}";
    }
}
