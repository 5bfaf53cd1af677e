using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ContrastiveDsl.Testing;

/// <summary>
/// Adds up the processor time of the thread that made it inside operators of libtorch, those of the backward pass
/// included: from the start to the end of each that no other one called. Only one can be open at a time.
/// </summary>
/// <remarks>
/// Processor time of a thread and not time, since other programs on the machine hardly change it; so let libtorch
/// compute on that one thread.
/// </remarks>
public sealed unsafe class OperatorClock : IDisposable
{
    // clockid_t CLOCK_THREAD_CPUTIME_ID of Linux.
    private const int ThreadClock = 3;

    private static OperatorClock? open;

    [ThreadStatic]
    private static OperatorClock? ofThread;

    private readonly Func<StackTrace, string>? ask;
    private readonly Dictionary<(string Caller, string Operator), (int Calls, long Nanoseconds)> times = [];
    private readonly long began = Now();
    private readonly ulong handle;
    private int depth;
    private string caller = string.Empty;
    private long start;

    /// <summary>Begins.</summary>
    /// <param name="caller">
    /// Says from the stack who called an operator, which takes longer than small operators do; nobody asks if null.
    /// </param>
    /// <exception cref="InvalidOperationException">Another one is open.</exception>
    /// <exception cref="NotSupportedException">
    /// Operators cannot be seen here: <see cref="OperatorRecorder.IsAvailable"/>.
    /// </exception>
    public OperatorClock(Func<StackTrace, string>? caller = null)
    {
        if (!OperatorRecorder.IsAvailable)
        {
            throw new NotSupportedException(OperatorHook.Unavailable);
        }

        if (Interlocked.CompareExchange(ref open, this, null) is not null)
        {
            throw new InvalidOperationException("Another clock counts the operators' time.");
        }

        ask = caller;
        ofThread = this;
        handle = OperatorHook.Add(&OnStart, &OnEnd);
    }

    /// <summary>Processor time of the thread since this was made, within operators and outside.</summary>
    public TimeSpan Total => Span(Now() - began);

    /// <summary>Processor time within operators.</summary>
    public TimeSpan InOperators => Span(times.Values.Sum(found => found.Nanoseconds));

    /// <summary>The same apart: who called which operator how often, and how long they took.</summary>
    public IReadOnlyList<(string Caller, string Operator, int Calls, TimeSpan Time)> Times =>
        [
            .. times.Select(found =>
                (found.Key.Caller, found.Key.Operator, found.Value.Calls, Span(found.Value.Nanoseconds))
            ),
        ];

    /// <summary>Ends it, on the thread that made it; what it counted stays.</summary>
    public void Dispose()
    {
        if (Interlocked.CompareExchange(ref open, null, this) == this)
        {
            OperatorHook.Remove(handle);
            ofThread = null;
        }
    }

    private static TimeSpan Span(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    [UnmanagedCallersOnly]
    private static nint* OnStart(nint* context, nint function)
    {
        *context = 0;
        if (ofThread is { } clock && clock.depth++ == 0)
        {
            clock.caller = clock.ask?.Invoke(new StackTrace(fNeedFileInfo: false)) ?? string.Empty;
            clock.start = Now();
        }

        return context;
    }

    [UnmanagedCallersOnly]
    private static void OnEnd(nint function, nint context)
    {
        // An operator that began before the clock ends uncounted.
        if (ofThread is { depth: > 0 } clock && --clock.depth == 0)
        {
            var elapsed = Now() - clock.start;
            ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(
                clock.times,
                (clock.caller, OperatorHook.NameOf(function)),
                out _
            );
            found = (found.Calls + 1, found.Nanoseconds + elapsed);
        }
    }

    private static long Now()
    {
        var time = stackalloc long[2];
        return ReadClock(ThreadClock, time) == 0
            ? (time[0] * 1_000_000_000) + time[1]
            : throw new NotSupportedException("This system does not tell a thread's processor time.");
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ReadClock(int clock, long* time);
}
