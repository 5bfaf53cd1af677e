using System.Runtime.InteropServices;
using ContrastiveDsl.Native;

namespace ContrastiveDsl.Tests.Native;

public sealed class MemoryFileTests
{
    [LinuxFact]
    public void Library_FromItsBytes_IsLoadedFromMemory()
    {
        // libtorch's OpenMP: a library that needs no other of its package.
        var image = File.ReadAllBytes(NativeFiles.Find("libgomp-98b21ff3.so.1")!);

        var library = MemoryFile.Load("copy-of-gomp", image);

        NativeLibrary.TryGetExport(library, "omp_get_max_threads", out _).Should().BeTrue();
        File.ReadAllText("/proc/self/maps").Should().Contain("memfd:copy-of-gomp");
    }

    [LinuxFact]
    public void Libraries_OneAfterAnother_AreDifferentOnes()
    {
        var image = File.ReadAllBytes(NativeFiles.Find("libgomp-98b21ff3.so.1")!);

        var first = MemoryFile.Load("first", image);

        // The loader knows a library by its path, so that one number for both would give the first again.
        MemoryFile.Load("second", image).Should().NotBe(first);
    }

    [LinuxFact]
    public void Bytes_ThatAreNoLibrary_AreRefusedByTheLoader()
    {
        var load = () => MemoryFile.Load("nothing", "no library"u8);

        load.Should().Throw<DllNotFoundException>();
    }
}
