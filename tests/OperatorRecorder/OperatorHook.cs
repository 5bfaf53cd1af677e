using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ContrastiveDsl.Native;

namespace ContrastiveDsl.Testing;

/// <summary>
/// libtorch's own hook for profilers, <c>at::addGlobalCallback</c>, called by its exported C++ name. One callback
/// serves all recordings that are open.
/// </summary>
internal static unsafe class OperatorHook
{
    private static readonly Version Known = new(2, 10);

    private static readonly Lock Gate = new();
    private static readonly List<List<string>> Recordings = [];

    // at::CallbackHandle at::addGlobalCallback(at::RecordFunctionCallback)
    private static delegate* unmanaged<Callback, ulong> add;

    // void at::removeCallback(at::CallbackHandle)
    private static delegate* unmanaged<ulong, void> remove;

    // const char* at::RecordFunction::name() const
    private static delegate* unmanaged<nint, nint> nameOf;

    private static ulong handle;

    /// <summary>Why operators cannot be recorded here, in a sentence; null where they can.</summary>
    internal static string? Unavailable { get; } = Bind();

    /// <summary>Begins to add the names of operators to a list.</summary>
    internal static void Open(List<string> names)
    {
        lock (Gate)
        {
            if (Recordings.Count == 0)
            {
                handle = Add(&OnStart, null);
            }

            Recordings.Add(names);
        }
    }

    /// <summary>A copy of what a list has received so far.</summary>
    internal static string[] Read(List<string> names)
    {
        lock (Gate)
        {
            return [.. names];
        }
    }

    /// <summary>Adds no more to a list; a second time does nothing.</summary>
    internal static void Close(List<string> names)
    {
        lock (Gate)
        {
            // By reference: two lists that hold the same names are two recordings.
            if (Recordings.RemoveAll(open => ReferenceEquals(open, names)) > 0 && Recordings.Count == 0)
            {
                Remove(handle);
            }
        }
    }

    /// <summary>Calls back at the start of every operator, and at its end where wanted, on its thread.</summary>
    /// <returns>By what <see cref="Remove"/> ends it.</returns>
    internal static ulong Add(
        delegate* unmanaged<nint*, nint, nint*> start,
        delegate* unmanaged<nint, nint, void> end
    ) => add(Callback.Of(start, end));

    /// <summary>Calls back no more.</summary>
    internal static void Remove(ulong handle) => remove(handle);

    /// <summary>The schema name of the operator that a callback is about.</summary>
    internal static string NameOf(nint function) => Marshal.PtrToStringUTF8(nameOf(function)) ?? string.Empty;

    /// <summary>
    /// Why the hook is not used with a version of libtorch; null if it is. Names and layouts are those of one version.
    /// </summary>
    internal static string? Refusal(Version libtorch) =>
        libtorch == Known
            ? null
            : $"The operator recorder knows the exported names of libtorch {Known}, but this is libtorch {libtorch}.";

    private static string? Bind()
    {
        // The callback comes by value in memory and returns an object through a hidden pointer in the first argument:
        // that is the calling convention of Linux on x86-64.
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return "The operator recorder exists on Linux for x86-64 only.";
        }

        if (NativeFiles.Find("libtorch_cpu.so") is not { } path)
        {
            return "The operator recorder found no libtorch_cpu.so beside this program.";
        }

        // The same file is the same library: this loads nothing twice.
        var library = NativeLibrary.Load(path);
        if (Refusal(VersionOf(library)) is { } refusal)
        {
            return refusal;
        }

        const string Record = "RecordFunction";
        add = (delegate* unmanaged<Callback, ulong>)
            NativeLibrary.GetExport(library, $"_ZN2at17addGlobalCallbackENS_22{Record}CallbackE");
        remove = (delegate* unmanaged<ulong, void>)NativeLibrary.GetExport(library, "_ZN2at14removeCallbackEm");
        nameOf = (delegate* unmanaged<nint, nint>)NativeLibrary.GetExport(library, $"_ZNK2at14{Record}4nameEv");
        return null;
    }

    /// <summary>The version that libtorch was built as; 0.0 for one too old to say it.</summary>
    private static Version VersionOf(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "aoti_torch_abi_version", out var address))
        {
            return new Version(0, 0);
        }

        // One byte each: major, minor, patch.
        var version = ((delegate* unmanaged<ulong>)address)();
        return new Version((int)(version >> 56), (int)(version >> 48) & 0xff);
    }

    /// <summary>
    /// <c>std::unique_ptr&lt;at::ObserverContext&gt; start(const at::RecordFunction&amp;)</c>, on whichever thread runs
    /// the operator.
    /// </summary>
    [UnmanagedCallersOnly]
    private static nint* OnStart(nint* context, nint function)
    {
        // No context for an end callback.
        *context = 0;
        var name = NameOf(function);
        lock (Gate)
        {
            foreach (var names in Recordings)
            {
                names.Add(name);
            }
        }

        return context;
    }

    /// <summary><c>at::RecordFunctionCallback</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Callback
    {
        private delegate* unmanaged<nint*, nint, nint*> start;
        private delegate* unmanaged<nint, nint, void> end;
        private double samplingProbability;
        private Scopes scopes;
        private readonly byte needsInputs;
        private readonly byte needsOutputs;
        private readonly byte needsIds;

        /// <summary>For every operator called forward (scope 0) and backward (scope 1).</summary>
        internal static Callback Of(
            delegate* unmanaged<nint*, nint, nint*> start,
            delegate* unmanaged<nint, nint, void> end
        )
        {
            var callback = new Callback
            {
                start = start,
                end = end,
                samplingProbability = 1,
            };
            callback.scopes[0] = 1;
            callback.scopes[1] = 1;
            return callback;
        }
    }

    /// <summary>A flag for each <c>at::RecordScope</c>.</summary>
    [InlineArray(10)]
    private struct Scopes
    {
        private byte first;
    }
}
