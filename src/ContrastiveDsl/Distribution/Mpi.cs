using System.Runtime.InteropServices;
using System.Text;

namespace ContrastiveDsl.Distribution;

/// <summary>
/// The dozen functions of MPI that a training needs, called in whatever library the launcher belongs to: Open MPI 4 and
/// 5, MPICH and what shares its interface, or the standard interface of MPI 5. Nothing is compiled for it.
/// </summary>
/// <remarks>
/// Collectives are called by one thread at a time. All errors are exceptions, since a communicator of our own returns
/// them.
/// </remarks>
internal sealed unsafe class Mpi
{
    /// <summary>The level at which several threads may call, one at a time.</summary>
    private const int Serialized = 2;

    private const int LongestMessage = 8192;

    private readonly nint library;
    private readonly MpiHandles handles;
    private readonly nint communicator;

    private Mpi(nint library, string name)
    {
        this.library = library;
        handles = MpiHandles.Of(library, name);
        Start();
        communicator = Duplicate();
        (Rank, Size) = RankAndSize(communicator);
        (LocalRank, LocalSize) = OnThisMachine();
    }

    /// <summary>This process, from 0.</summary>
    internal int Rank { get; }

    /// <summary>How many processes there are.</summary>
    internal int Size { get; }

    /// <summary>This process among those of its machine, from 0.</summary>
    internal int LocalRank { get; }

    /// <summary>How many processes are on this machine.</summary>
    internal int LocalSize { get; }

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
        // UCX, which may come with the library and reads this as it is loaded, would take SIGSEGV, by which .NET notices
        // a null reference. What .NET itself sets does not reach native code.
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
    internal void Barrier() => Check(((delegate* unmanaged<nint, int>)Function("MPI_Barrier"))(communicator));

    /// <summary>Sends bytes of one process to all others.</summary>
    internal void Broadcast(Span<byte> bytes, int root)
    {
        fixed (byte* memory = bytes)
        {
            var broadcast = (delegate* unmanaged<void*, int, nint, int, nint, int>)Function("MPI_Bcast");
            Check(broadcast(memory, bytes.Length, handles.Byte, root, communicator));
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
            var gather = (delegate* unmanaged<void*, int, nint, void*, int, nint, nint, int>)Function("MPI_Allgather");
            Check(gather(from, own.Length, handles.Byte, to, own.Length, handles.Byte, communicator));
        }
    }

    /// <summary>Adds numbers up over all processes, each at its place.</summary>
    internal void Sum(Span<float> values) => Reduce(values, handles.Float, handles.Sum);

    /// <summary>Adds numbers up over all processes, each at its place.</summary>
    internal void Sum(Span<double> values) => Reduce(values, handles.Double, handles.Sum);

    /// <summary>The largest number of all processes, at each place.</summary>
    internal void Max(Span<long> values) => Reduce(values, handles.Int64, handles.Max);

    /// <summary>Leaves in agreement with all others. After an error it would wait for ever: <see cref="Abort"/>.</summary>
    internal void Leave() => Check(((delegate* unmanaged<int>)Function("MPI_Finalize"))());

    /// <summary>Ends all processes, this one too, with an exit code.</summary>
    internal void Abort(int code) =>
        _ = ((delegate* unmanaged<nint, int, int>)Function("MPI_Abort"))(communicator, code);

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

    private void Reduce<T>(Span<T> values, nint type, nint operation)
        where T : unmanaged
    {
        var reduce = (delegate* unmanaged<nint, void*, int, nint, nint, nint, int>)Function("MPI_Allreduce");
        fixed (T* memory = values)
        {
            Check(reduce(handles.InPlace, memory, values.Length, type, operation, communicator));
        }
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
