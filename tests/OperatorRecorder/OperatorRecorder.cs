using System.Runtime.InteropServices;

namespace ContrastiveDsl.Testing;

/// <summary>
/// Lists the operators that libtorch runs, on every thread, between creation and <see cref="Dispose"/>: those called from C#, those they call
/// in turn, and those of the backward pass. A test can thus prove that a step does not wait for the device or how many kernels it starts.
/// </summary>
public sealed unsafe class OperatorRecorder : IDisposable
{
    private const string Library = "OperatorRecorder";

    private nint recording;
    private string[] names = [];

    /// <exception cref="NotSupportedException">There is no recorder; ask <see cref="IsAvailable"/> first.</exception>
    public OperatorRecorder()
    {
        if (!IsAvailable)
        {
            throw new NotSupportedException("The operator recorder exists only on the System backend; skip the test where IsAvailable is false.");
        }
        recording = tr_start();
        if (recording == 0)
        {
            throw new InvalidOperationException("libtorch refused the operator recorder's callback.");
        }
    }

    /// <summary>Whether operators can be recorded: on the System backend, after eng/build-native.sh.</summary>
    public static bool IsAvailable { get; } =
        NativeLibrary.TryLoad(Library, typeof(OperatorRecorder).Assembly, DllImportSearchPath.AssemblyDirectory, out _);

    /// <summary>The operators so far in the order of their start, by schema name, such as "aten::add".</summary>
    public IReadOnlyList<string> Operators => recording == 0 ? names : Read();

    /// <summary>Stops recording; the list stays.</summary>
    public void Dispose()
    {
        if (recording == 0)
        {
            return;
        }
        tr_stop(recording);
        names = Read();
        tr_delete(recording);
        recording = 0;
    }

    [DllImport(Library)]
    private static extern nint tr_start();

    [DllImport(Library)]
    private static extern void tr_stop(nint recording);

    [DllImport(Library)]
    private static extern void tr_delete(nint recording);

    [DllImport(Library)]
    private static extern long tr_count(nint recording);

    [DllImport(Library)]
    private static extern void tr_name(nint recording, long index, byte* text, int capacity);

    private string[] Read()
    {
        const int Longest = 256;
        var text = stackalloc byte[Longest];
        var read = new string[tr_count(recording)];
        for (var i = 0; i < read.Length; i++)
        {
            tr_name(recording, i, text, Longest);
            read[i] = Marshal.PtrToStringUTF8((nint)text)!;
        }
        return read;
    }
}
