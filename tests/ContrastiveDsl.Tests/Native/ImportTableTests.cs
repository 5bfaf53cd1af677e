using System.Runtime.InteropServices;
using ContrastiveDsl.Native;
using ContrastiveDsl.Tests.Training;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Tests.Native;

public sealed class ImportTableTests
{
    [ImportTableFact]
    public void Replace_OneFunctionMissing_ChangesNone()
    {
        HostMemory.KeepActivations().Should().BeTrue();

        // Whoever called this address would end the process.
        var library = NativeLibrary.Load(NativeFiles.Find("libc10.so")!);
        var functions = new Dictionary<string, nint> { ["free"] = 1, ["no_such_function"] = 1 };

        ImportTable.Replace(library, functions).Should().BeFalse();
        torch.zeros(100_003).Dispose();
    }
}
