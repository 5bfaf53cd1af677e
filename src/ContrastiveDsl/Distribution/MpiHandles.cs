using System.Runtime.InteropServices;

namespace ContrastiveDsl.Distribution;

/// <summary>
/// What an MPI library calls its constants. Open MPI's handles are addresses of its variables; those of MPICH and of
/// libraries with its interface are numbers of 32 bits, which a register or the lower half of a word holds; those of
/// the interface that MPI 5 lays down are small numbers.
/// </summary>
internal sealed record MpiHandles
{
    /// <summary>The communicator of all processes.</summary>
    internal required nint World { get; init; }

    /// <summary>Numbers of 32 bits with a fraction.</summary>
    internal required nint Float { get; init; }

    /// <summary>Numbers of 64 bits with a fraction.</summary>
    internal required nint Double { get; init; }

    /// <summary>Integers of 64 bits.</summary>
    internal required nint Int64 { get; init; }

    /// <summary>Bytes.</summary>
    internal required nint Byte { get; init; }

    /// <summary>The operation that adds.</summary>
    internal required nint Sum { get; init; }

    /// <summary>The operation that takes the larger one.</summary>
    internal required nint Max { get; init; }

    /// <summary>The error handler that lets a call return its error.</summary>
    internal required nint ErrorsReturn { get; init; }

    /// <summary>Stands for the send buffer where the receive buffer holds what is sent.</summary>
    internal required nint InPlace { get; init; }

    /// <summary>Stands for a status that nobody wants to know.</summary>
    internal required nint StatusIgnore { get; init; }

    /// <summary>No hints.</summary>
    internal required nint NoInfo { get; init; }

    /// <summary>The kind of split by common memory: processes on one machine.</summary>
    internal required int Shared { get; init; }

    private static MpiHandles Mpich { get; } =
        new()
        {
            World = 0x44000000,
            Float = 0x4c00040a,
            Double = 0x4c00080b,
            Int64 = 0x4c00083a,
            Byte = 0x4c00010d,
            Sum = 0x58000003,
            Max = 0x58000001,
            ErrorsReturn = 0x54000001,
            InPlace = -1,
            StatusIgnore = 1,
            NoInfo = 0x1c000000,
            Shared = 1,
        };

    /// <summary>The numbers of MPI 5.0, chapter 20; no library with them was at hand to run.</summary>
    private static MpiHandles Standard { get; } =
        new()
        {
            World = 0x101,
            Float = 0x210,
            Double = 0x214,
            Int64 = 0x258,
            Byte = 0x247,
            Sum = 0x21,
            Max = 0x23,
            ErrorsReturn = 0x142,
            InPlace = 1,
            StatusIgnore = 0,
            NoInfo = 0x130,
            Shared = 0,
        };

    /// <summary>The handles of a library that is loaded.</summary>
    /// <param name="library">The library.</param>
    /// <param name="name">Its file name, by which alone the interface of MPI 5 can be told from MPICH's.</param>
    internal static MpiHandles Of(nint library, string name) =>
        NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out var world) ? OfOpenMpi(library, world)
        : Path.GetFileName(name).StartsWith("libmpi_abi", StringComparison.Ordinal) ? Standard
        : Mpich;

    private static MpiHandles OfOpenMpi(nint library, nint world) =>
        new()
        {
            World = world,
            Float = NativeLibrary.GetExport(library, "ompi_mpi_float"),
            Double = NativeLibrary.GetExport(library, "ompi_mpi_double"),
            Int64 = NativeLibrary.GetExport(library, "ompi_mpi_int64_t"),
            Byte = NativeLibrary.GetExport(library, "ompi_mpi_byte"),
            Sum = NativeLibrary.GetExport(library, "ompi_mpi_op_sum"),
            Max = NativeLibrary.GetExport(library, "ompi_mpi_op_max"),
            ErrorsReturn = NativeLibrary.GetExport(library, "ompi_mpi_errors_return"),
            InPlace = 1,
            StatusIgnore = 0,
            NoInfo = NativeLibrary.GetExport(library, "ompi_mpi_info_null"),
            Shared = 0,
        };
}
