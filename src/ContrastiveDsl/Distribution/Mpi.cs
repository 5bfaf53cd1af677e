using System.Runtime.InteropServices;
using System.Text;

namespace ContrastiveDsl.Distribution;

/// <summary>
/// The few functions of MPI that a training needs, called in whatever library the launcher belongs to: Open MPI 4 and
/// 5, MPICH and what shares its interface, or the standard interface of MPI 5. Nothing is compiled for it.
/// </summary>
/// <remarks>
/// Collectives are called by one thread at a time. All errors are exceptions, since communicators of our own return
/// them. What is exchanged is started and then asked for until it is done, which lets a <see cref="Watchdog"/> look at
/// the clock; docs/distributed.md says what that costs.
/// </remarks>
internal sealed unsafe class Mpi
{
    /// <summary>The level at which several threads may call, one at a time.</summary>
    private const int Serialized = 2;

    private const int LongestMessage = 8192;

    /// <summary>
    /// Bytes in one reduction. A library needs a buffer as large; glibc maps and clears one above 32 MB anew each time,
    /// which takes ten times as long as the sum.
    /// </summary>
    private const int ReducedAtOnce = 4 << 20;

    /// <summary>Reductions that go on at a time: one copies while another adds.</summary>
    private const int UnderWay = 4;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly nint library;
    private readonly MpiHandles handles;
    private readonly nint communicator;
    private readonly nint aside;
    private readonly delegate* unmanaged<nint, void*, int, nint, nint, nint, nint*, int> reduce;
    private readonly delegate* unmanaged<void*, int, nint, void*, int, nint, nint, nint*, int> gather;
    private readonly delegate* unmanaged<void*, int, nint, int, nint, nint*, int> broadcast;
    private readonly delegate* unmanaged<nint*, int*, nint, int> test;

    private Mpi(nint library, string name)
    {
        this.library = library;
        handles = MpiHandles.Of(library, name);
        reduce = (delegate* unmanaged<nint, void*, int, nint, nint, nint, nint*, int>)Function("MPI_Iallreduce");
        gather = (delegate* unmanaged<void*, int, nint, void*, int, nint, nint, nint*, int>)Function("MPI_Iallgather");
        broadcast = (delegate* unmanaged<void*, int, nint, int, nint, nint*, int>)Function("MPI_Ibcast");
        test = (delegate* unmanaged<nint*, int*, nint, int>)Function("MPI_Test");
        Start();
        KeepBuffers();
        (communicator, aside) = (Duplicate(), Duplicate());
        (Rank, Size) = RankAndSize(communicator);
        (LocalRank, LocalSize) = OnThisMachine();
        Watchdog = new Watchdog(this);
    }

    /// <summary>This process, from 0.</summary>
    internal int Rank { get; }

    /// <summary>How many processes there are.</summary>
    internal int Size { get; }

    /// <summary>This process among those of its machine, from 0.</summary>
    internal int LocalRank { get; }

    /// <summary>How many processes are on this machine.</summary>
    internal int LocalSize { get; }

    /// <summary>Looks at the clock while something is exchanged.</summary>
    internal Watchdog Watchdog { get; }

    /// <summary>The library's name and version, on one line.</summary>
    internal string Version
    {
        get
        {
            var text = stackalloc byte[LongestMessage];
            var length = 0;
            Check(((delegate* unmanaged<byte*, int*, int>)Function("MPI_Get_library_version"))(text, &length));
            var line = Encoding.UTF8.GetString(text, length).Split('\n')[0];
            return string.Join(
                ' ',
                line.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries).TakeWhile(IsName)
            );
        }
    }

    /// <summary>Loads the first of some libraries that is there, and joins the processes of the launcher.</summary>
    /// <exception cref="DistributionException">There is none of them, or it refuses.</exception>
    internal static Mpi Join(IReadOnlyList<string> names)
    {
        // UCX, which may come with the library and reads this as it is loaded, would take SIGSEGV, by which .NET
        // notices a null reference. What .NET itself sets does not reach native code.
        _ = SetEnvironment("UCX_ERROR_SIGNALS", string.Empty, 0);
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                return new Mpi(library, name);
            }
        }

        throw new DistributionException(
            $"The launcher started several processes, but its MPI library is not to be found ({string.Join(", ", names)}): install it, or name its file in the environment variable {Launcher.Override}."
        );
    }

    /// <summary>Waits until all processes are here.</summary>
    /// <param name="patiently">Whether they may take as long as they like.</param>
    internal void Barrier(bool patiently)
    {
        nint request = 0;
        Check(((delegate* unmanaged<nint, nint*, int>)Function("MPI_Ibarrier"))(communicator, &request));
        Complete(&request, patiently ? Exchange.Rest : Exchange.Meeting);
    }

    /// <summary>Sends bytes of one process to all others.</summary>
    internal void Broadcast(Span<byte> bytes, int root)
    {
        fixed (byte* memory = bytes)
        {
            nint request = 0;
            Check(broadcast(memory, bytes.Length, handles.Byte, root, communicator, &request));
            Complete(&request, Exchange.Broadcast);
        }
    }

    /// <summary>Gathers as many bytes of each process, in the order of ranks, on all of them.</summary>
    /// <param name="own">This process's bytes.</param>
    /// <param name="all">Where those of all processes go.</param>
    internal void Gather(ReadOnlySpan<byte> own, Span<byte> all)
    {
        fixed (byte* from = own)
        fixed (byte* to = all)
        {
            nint request = 0;
            Check(gather(from, own.Length, handles.Byte, to, own.Length, handles.Byte, communicator, &request));
            Complete(&request, Exchange.Gather);
        }
    }

    /// <summary>Adds numbers up over all processes, each at its place.</summary>
    internal void Sum(Span<float> values) => Reduce(values, handles.Float, handles.Sum, Exchange.Sum);

    /// <summary>Adds numbers up over all processes, each at its place.</summary>
    internal void Sum(Span<double> values) => Reduce(values, handles.Double, handles.Sum, Exchange.Sum);

    /// <summary>The largest number of all processes, at each place.</summary>
    internal void Max(Span<long> values) => Reduce(values, handles.Int64, handles.Max, Exchange.Agreement);

    /// <summary>Begins to send a few bytes to another process, beside what all exchange.</summary>
    /// <param name="memory">The bytes; they must stay where they are until the request is done.</param>
    /// <param name="length">How many.</param>
    /// <param name="rank">To whom.</param>
    /// <returns>The request, for <see cref="IsDone"/>.</returns>
    internal nint Send(void* memory, int length, int rank)
    {
        nint request = 0;
        var send = (delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int>)Function("MPI_Isend");
        Check(send(memory, length, handles.Byte, rank, 0, aside, &request));
        return request;
    }

    /// <summary>Takes what another process has sent by <see cref="Send"/>, if it is there.</summary>
    /// <param name="memory">Where to.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="rank">From whom.</param>
    /// <returns>Whether there was something.</returns>
    internal bool TryReceive(void* memory, int length, int rank)
    {
        var isThere = 0;
        var probe = (delegate* unmanaged<int, int, nint, int*, nint, int>)Function("MPI_Iprobe");
        Check(probe(rank, 0, aside, &isThere, handles.StatusIgnore));
        if (isThere == 0)
        {
            return false;
        }

        var receive = (delegate* unmanaged<void*, int, nint, int, int, nint, nint, int>)Function("MPI_Recv");
        Check(receive(memory, length, handles.Byte, rank, 0, aside, handles.StatusIgnore));
        return true;
    }

    /// <summary>Whether something that was started is done; also what brings it forward.</summary>
    internal bool IsDone(nint* request)
    {
        var done = 0;
        Check(test(request, &done, handles.StatusIgnore));
        return done != 0;
    }

    /// <summary>
    /// Leaves in agreement with all others. After an error it would wait for ever: <see cref="Abort"/>.
    /// </summary>
    internal void Leave()
    {
        // What was sent aside, and to no avail, is taken before the library looks for what is left.
        Barrier(patiently: true);
        Watchdog.Close();
        Check(((delegate* unmanaged<int>)Function("MPI_Finalize"))());
    }

    /// <summary>Ends all processes, this one too, with an exit code.</summary>
    /// <remarks>
    /// Of the launcher's own communicator: for another one MPICH waits in there for processes that do not come.
    /// </remarks>
    internal void Abort(int code)
    {
        // What was written last is on its way: with a process that is ended, MPICH's launcher ends what it still reads.
        Thread.Sleep(LastWords);
        _ = ((delegate* unmanaged<nint, int, int>)Function("MPI_Abort"))(handles.World, code);
    }

    private void Start()
    {
        var provided = 0;
        Check(
            ((delegate* unmanaged<int*, void*, int, int*, int>)Function("MPI_Init_thread"))(
                null,
                null,
                Serialized,
                &provided
            )
        );
        if (provided < Serialized)
        {
            throw new DistributionException(
                $"{Version} was built for programs of a single thread; training needs one that serves several, one at a time."
            );
        }
    }

    /// <summary>
    /// Lets glibc keep the buffers of reductions from one to the next. It takes from the kernel, and gives back, what
    /// is larger than anything that it saw come and go, up to 32 MB; where libtorch's tensors do not come to it, it has
    /// seen nothing as large, and clearing pages anew takes longer than the sum.
    /// </summary>
    private static void KeepBuffers()
    {
        const int AlmostAll = (32 << 20) - (64 << 10);
        NativeMemory.Free(NativeMemory.Alloc(AlmostAll));
    }

    private nint Duplicate()
    {
        nint own = 0;
        Check(((delegate* unmanaged<nint, nint*, int>)Function("MPI_Comm_dup"))(handles.World, &own));
        Check(((delegate* unmanaged<nint, nint, int>)Function("MPI_Comm_set_errhandler"))(own, handles.ErrorsReturn));
        return own;
    }

    private (int Rank, int Size) RankAndSize(nint of)
    {
        var (rank, size) = (0, 0);
        Check(((delegate* unmanaged<nint, int*, int>)Function("MPI_Comm_rank"))(of, &rank));
        Check(((delegate* unmanaged<nint, int*, int>)Function("MPI_Comm_size"))(of, &size));
        return (rank, size);
    }

    private (int Rank, int Size) OnThisMachine()
    {
        nint local = 0;
        var split = (delegate* unmanaged<nint, int, int, nint, nint*, int>)Function("MPI_Comm_split_type");
        Check(split(communicator, handles.Shared, Rank, handles.NoInfo, &local));
        var found = RankAndSize(local);
        Check(((delegate* unmanaged<nint*, int>)Function("MPI_Comm_free"))(&local));
        return found;
    }

    private void Reduce<T>(Span<T> values, nint type, nint operation, Exchange exchange)
        where T : unmanaged
    {
        var piece = ReducedAtOnce / sizeof(T);
        var requests = stackalloc nint[UnderWay];
        var pieces = (values.Length + piece - 1) / piece;
        fixed (T* memory = values)
        {
            for (var next = 0; next < pieces + UnderWay; next++)
            {
                var request = requests + (next % UnderWay);
                if (next >= UnderWay)
                {
                    Complete(request, exchange);
                }

                if (next < pieces)
                {
                    *request = 0;
                    var start = next * piece;
                    var count = Math.Min(piece, values.Length - start);
                    Check(reduce(handles.InPlace, memory + start, count, type, operation, communicator, request));
                }
            }
        }
    }

    private void Complete(nint* request, Exchange exchange)
    {
        Watchdog.Begin(exchange);
        while (!IsDone(request))
        {
            Watchdog.Turn();
        }

        Watchdog.End();
    }

    /// <summary>Open MPI's name goes on with how it was packaged.</summary>
    private static bool IsName(string word) => word != "package:";

    private nint Function(string name) => NativeLibrary.GetExport(library, name);

    private void Check(int error)
    {
        if (error == 0)
        {
            return;
        }

        var text = stackalloc byte[LongestMessage];
        var length = 0;
        _ = ((delegate* unmanaged<int, byte*, int*, int>)Function("MPI_Error_string"))(error, text, &length);
        throw new DistributionException("MPI: " + Encoding.UTF8.GetString(text, length));
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi)]
    private static extern int SetEnvironment(string name, string value, int overwrite);
}
