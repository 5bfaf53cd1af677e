namespace ContrastiveDsl.Testing;

/// <summary>
/// Lists the operators that libtorch runs, on every thread, between creation and <see cref="Dispose"/>: those called
/// from C#, those they call in turn, and those of the backward pass. A test can thus prove that a step does not wait
/// for the device, or how many kernels it starts.
/// </summary>
/// <remarks>
/// What reads a tensor's memory without an operator is not seen: on a CPU <c>item&lt;T&gt;()</c>,
/// <c>data&lt;T&gt;()</c>,
/// <c>bytes</c> and <c>cpu()</c>. The library and generated code may not call those: see BannedSymbols.txt.
/// </remarks>
public sealed class OperatorRecorder : IDisposable
{
    private readonly List<string> names = [];

    /// <exception cref="NotSupportedException">
    /// There is no recorder here; ask <see cref="IsAvailable"/> first.
    /// </exception>
    public OperatorRecorder()
    {
        if (!IsAvailable)
        {
            throw new NotSupportedException($"{OperatorHook.Unavailable} Skip the test where IsAvailable is false.");
        }

        OperatorHook.Open(names);
    }

    /// <summary>
    /// Whether operators can be recorded: with libtorch 2.10 on Linux, on processors of the family x86-64.
    /// </summary>
    public static bool IsAvailable => OperatorHook.Unavailable is null;

    /// <summary>The operators so far in the order of their start, by schema name, such as "aten::add".</summary>
    public IReadOnlyList<string> Operators => OperatorHook.Read(names);

    /// <summary>Stops recording; the list stays.</summary>
    public void Dispose() => OperatorHook.Close(names);
}
