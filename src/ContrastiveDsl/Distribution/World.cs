using System.Runtime.InteropServices;
using System.Text;
using ContrastiveDsl.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Distribution;

/// <summary>
/// The processes that train together, started by <c>mpirun</c> or <c>srun</c>; one process, alone, is a world too, in
/// which every member returns its argument and no MPI library is loaded.
/// </summary>
/// <remarks>
/// <para>
/// How many there are is no part of an experiment: a batch is the batch of all of them, each embeds its share of it,
/// the embeddings are gathered, and every process computes the whole loss. Its backward pass leaves in each process the
/// part of the gradient that flows through that process's images, so that the sum over all is the gradient.
/// </para>
/// <para>
/// All processes must call the members that exchange something in the same order, from one thread at a time: never
/// call one under a condition that is not the same in all of them, such as <see cref="IsFirst"/>.
/// </para>
/// </remarks>
public sealed class World
{
    /// <summary>
    /// Elements that are added up in one call: of a tensor on a GPU, those that are on the host at once.
    /// </summary>
    internal const long SummedAtOnce = 16 << 20;

    private static readonly World Alone = new(mpi: null);
    private readonly Mpi? mpi;

    private World(Mpi? mpi) => this.mpi = mpi;

    /// <summary>The world this process belongs to: itself alone, until <see cref="Join"/>.</summary>
    public static World Current { get; private set; } = Alone;

    /// <summary>This process, from 0.</summary>
    public int Rank => mpi?.Rank ?? 0;

    /// <summary>How many processes there are, at least 1.</summary>
    public int Size => mpi?.Size ?? 1;

    /// <summary>Whether this is the process that writes files and speaks to the user.</summary>
    public bool IsFirst => Rank == 0;

    /// <summary>This process among those of its machine, from 0.</summary>
    public int LocalRank => mpi?.LocalRank ?? 0;

    /// <summary>How many of the processes are on this machine.</summary>
    public int LocalSize => mpi?.LocalSize ?? 1;

    /// <summary>
    /// How many of the processes may use the very cores that this one may: all of a machine, or this one alone where
    /// the launcher gives each cores of its own.
    /// </summary>
    public int CoreSharers => mpi?.Watchdog.CoreSharers ?? 1;

    /// <summary>What carries the bytes, for people to read; null for a process alone.</summary>
    public string? Library => mpi?.Version;

    /// <summary>How long this process has exchanged something with others, and waited for them, in all.</summary>
    public TimeSpan Exchanging => mpi?.Watchdog.Exchanging ?? TimeSpan.Zero;

    /// <summary>
    /// Joins the other processes, where a launcher has started several; once, before anything is trained. From then on
    /// the process must end by <see cref="Leave"/> or <see cref="Abort"/>.
    /// </summary>
    /// <returns><see cref="Current"/>.</returns>
    /// <exception cref="DistributionException">
    /// The MPI library is not there, or is not the launcher's, so that the processes do not find each other.
    /// </exception>
    public static World Join()
    {
        if (Current.mpi is null && Launcher.Find() is { } launcher)
        {
            var mpi = Mpi.Join(launcher.Libraries);
            if (mpi.Size != launcher.Size)
            {
                throw new DistributionException(
                    $"The launcher started {launcher.Size} processes, but {mpi.Version} knows of {mpi.Size}: it belongs to another mpirun. Use that one, or name the launcher's library in the environment variable {Launcher.Override}."
                );
            }

            mpi.Watchdog.Introduce();
            Current = new World(mpi);
        }

        return Current;
    }

    /// <summary>
    /// The rows of all processes, in the order of ranks, which is the order of the batch. Gradients reach this
    /// process's own rows; those of others count as constants here, and get theirs where they are at home.
    /// </summary>
    /// <param name="rows">
    /// [n, …], of the same shape and type in every process; those of all together below 2 GiB.
    /// </param>
    /// <returns>[n · <see cref="Size"/>, …], in the current dispose scope; alone, <paramref name="rows"/>.</returns>
    /// <exception cref="ArgumentException">The rows of all are 2 GiB or more.</exception>
    /// <exception cref="DistributionException">The library reports an error.</exception>
    public Tensor Gather(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (mpi is null)
        {
            return rows;
        }

        if (rows.numel() * rows.element_size() * Size > int.MaxValue)
        {
            throw new ArgumentException(
                $"Rows of less than 2 GiB can be gathered, but those of {Size} processes, each {rows.dtype} [{string.Join(", ", rows.shape)}], are more.",
                nameof(rows)
            );
        }

        using var scope = NewDisposeScope();
        var own = rows.detach().to(CPU).contiguous();
        var all = empty([own.shape[0] * Size, .. own.shape[1..]], own.dtype);
        if (own.numel() > 0)
        {
            mpi.Gather(HostTensor.Bytes(own), HostTensor.Bytes(all));
        }

        GC.KeepAlive(own);
        var gathered = all.to(rows.device);
        if (!rows.requires_grad)
        {
            return gathered.MoveToOuterDisposeScope();
        }

        var (before, after) = (Rank * rows.shape[0], (Rank + 1) * rows.shape[0]);
        var (earlier, later) = (gathered.narrow(0, 0, before), gathered.narrow(0, after, gathered.shape[0] - after));
        return cat([earlier, rows, later], 0).MoveToOuterDisposeScope();
    }

    /// <summary>The same for two tensors at once.</summary>
    /// <param name="first">[n, …].</param>
    /// <param name="second">[n, …].</param>
    /// <exception cref="ArgumentException">The rows of all are 2 GiB or more.</exception>
    /// <exception cref="DistributionException">The library reports an error.</exception>
    public (Tensor First, Tensor Second) Gather(Tensor first, Tensor second) => (Gather(first), Gather(second));

    /// <summary>The same for any number of tensors.</summary>
    /// <param name="rows">Tensors [n, …].</param>
    /// <returns>Each of them of all processes, in a new array.</returns>
    /// <exception cref="ArgumentException">The rows of all are 2 GiB or more.</exception>
    /// <exception cref="DistributionException">The library reports an error.</exception>
    public Tensor[] Gather(Tensor[] rows) => Array.ConvertAll(rows, Gather);

    /// <summary>This process's part of a batch.</summary>
    /// <typeparam name="T">What is shared out.</typeparam>
    /// <param name="whole">The same in all processes.</param>
    /// <returns>The part; alone, <paramref name="whole"/>.</returns>
    /// <exception cref="ArgumentException">It has no equal parts for so many processes.</exception>
    public T Share<T>(T whole)
        where T : IShared<T>
    {
        ArgumentNullException.ThrowIfNull(whole);
        return mpi is null ? whole : whole.PartOf(Rank, Size);
    }

    /// <summary>This process's rows of a tensor that all processes have: the inverse of gathering.</summary>
    /// <param name="rows">[N, …]; N must be a multiple of <see cref="Size"/>.</param>
    /// <returns>
    /// A view [N / <see cref="Size"/>, …], in the current dispose scope; alone, <paramref name="rows"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The rows have no equal shares.</exception>
    public Tensor Share(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (mpi is null)
        {
            return rows;
        }

        var (share, rest) = Math.DivRem(rows.shape[0], Size);
        return rest == 0
            ? rows.narrow(0, Rank * share, share)
            : throw new ArgumentException(
                $"{rows.shape[0]} rows have no equal shares for {Size} processes.",
                nameof(rows)
            );
    }

    /// <summary>Adds a tensor up over all processes, in place; the sum is the same to the bit in all of them.</summary>
    /// <param name="values">float32 or float64, contiguous, of the same shape in every process.</param>
    /// <exception cref="ArgumentException">The tensor is of another type, or not contiguous.</exception>
    /// <exception cref="DistributionException">The library reports an error.</exception>
    public void Sum(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (mpi is null)
        {
            return;
        }

        if (!values.is_contiguous() || values.dtype is not (ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException(
                $"Only contiguous tensors of type Float32 or Float64 can be added up, but this one is {values.dtype} [{string.Join(", ", values.shape)}].",
                nameof(values)
            );
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var flat = values.detach().view(-1);
        for (var start = 0L; start < flat.shape[0]; start += SummedAtOnce)
        {
            SumAtOnce(flat.narrow(0, start, Math.Min(SummedAtOnce, flat.shape[0] - start)));
        }
    }

    /// <summary>
    /// Makes of each process's part of the gradient the gradient of the loss, after the backward pass and before the
    /// optimizer's step.
    /// </summary>
    /// <param name="parameters">What is trained, built alike in every process.</param>
    /// <exception cref="DistributionException">The library reports an error.</exception>
    public void Sum(IGradients parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (mpi is null)
        {
            return;
        }

        foreach (var gradient in parameters.FlatGradients)
        {
            Sum(gradient);
        }
    }

    /// <summary>Brings a tensor to what it is in the first process, in place.</summary>
    /// <param name="values">Contiguous, at most 2 GiB, of the same shape and type in every process.</param>
    /// <exception cref="DistributionException">The library reports an error.</exception>
    public void Broadcast(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (mpi is null || values.numel() == 0)
        {
            return;
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var host = values.detach().to(CPU).contiguous();
        mpi.Broadcast(HostTensor.Bytes(host), root: 0);
        values.copy_(host);
    }

    /// <summary>The first process's bytes, in all of them.</summary>
    /// <param name="bytes">What the first process has to say; of the others nothing is looked at.</param>
    /// <exception cref="DistributionException">The library reports an error.</exception>
    public byte[] Broadcast(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (mpi is null)
        {
            return bytes;
        }

        Span<long> length = [IsFirst ? bytes.LongLength : 0];
        mpi.Max(length);
        var all = IsFirst ? bytes : new byte[length[0]];
        mpi.Broadcast(all, root: 0);
        return all;
    }

    /// <summary>Whether something holds in any of the processes; the same answer in all.</summary>
    /// <param name="here">Whether it holds in this one.</param>
    /// <exception cref="DistributionException">The library reports an error.</exception>
    public bool Any(bool here) => Largest(here ? 1 : 0) == 1;

    /// <summary>Requires that all processes are about to do the same.</summary>
    /// <param name="what">What is compared, for the message.</param>
    /// <param name="value">What it is in this process.</param>
    /// <exception cref="DistributionException">It is something else in another process.</exception>
    public void RequireEqual(string what, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(what);
        ArgumentNullException.ThrowIfNull(value);
        if (mpi is null)
        {
            return;
        }

        var first = Encoding.UTF8.GetString(Broadcast(Encoding.UTF8.GetBytes(value)));
        var rank = Largest(first == value ? -1 : Rank);
        if (rank >= 0)
        {
            var here = first == value ? string.Empty : $"; here, in process {Rank}, it is {value}";
            throw new DistributionException(
                $"{what} must be the same in all processes: in process 0 it is {first}, in process {rank} something else{here}. Start them all with the same program, arguments and data."
            );
        }
    }

    /// <summary>
    /// Requires that a batch can be shared: each process needs as many images, and statistics need two.
    /// </summary>
    /// <param name="batchSize">Images of the whole batch.</param>
    /// <exception cref="DistributionException">It cannot; the message says which batches can.</exception>
    public void RequireShares(int batchSize)
    {
        if (Size == 1 || (batchSize % Size == 0 && batchSize / Size >= 2))
        {
            return;
        }

        var below = batchSize / Size * Size;
        var fitting = below < 2 * Size ? $"{2 * Size}" : $"{below} or {below + Size}";
        throw new DistributionException(
            $"A batch of {batchSize} images cannot be shared by {Size} processes, each of which needs as many, and at least 2: take a batch of {fitting}, or another number of processes."
        );
    }

    /// <summary>Waits until all processes are here.</summary>
    /// <exception cref="DistributionException">The library reports an error.</exception>
    public void Barrier() => mpi?.Barrier(patiently: false);

    /// <summary>
    /// Waits until all processes are here, however long that takes and without keeping a processor busy: for the end of
    /// work that one of them does for all.
    /// </summary>
    /// <exception cref="DistributionException">The library reports an error.</exception>
    public void Rest() => mpi?.Barrier(patiently: true);

    /// <summary>
    /// Parts from the other processes when all is done. Not after a failure, when they would never come to part:
    /// <see cref="Abort"/>.
    /// </summary>
    public void Leave()
    {
        if (mpi is not null && Current == this)
        {
            Current = Alone;
            mpi.Leave();
        }
    }

    /// <summary>
    /// Ends all processes with an exit code, since this one cannot go on. Alone, or once they have parted, nothing
    /// happens.
    /// </summary>
    /// <param name="code">The exit code.</param>
    public void Abort(int code)
    {
        if (Current == this)
        {
            mpi?.Abort(code);
        }
    }

    /// <summary>Notes which step is under way, by which a wait can be told.</summary>
    internal void Note(long step)
    {
        if (mpi is not null)
        {
            mpi.Watchdog.Step = step;
        }
    }

    /// <summary>The largest number of all processes; the same in all.</summary>
    internal long Largest(long here)
    {
        Span<long> value = [here];
        mpi?.Max(value);
        return value[0];
    }

    private void SumAtOnce(Tensor piece)
    {
        var host = piece.to(CPU);
        var bytes = HostTensor.Bytes(host);
        if (piece.dtype == ScalarType.Float32)
        {
            mpi!.Sum(MemoryMarshal.Cast<byte, float>(bytes));
        }
        else
        {
            mpi!.Sum(MemoryMarshal.Cast<byte, double>(bytes));
        }

        GC.KeepAlive(host);
        if (piece.device_type != DeviceType.CPU)
        {
            piece.copy_(host);
        }
    }
}
