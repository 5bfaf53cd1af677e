using ContrastiveDsl.Native;

namespace ContrastiveDsl.Tests.Native;

public sealed class LoadFailureTests
{
    private const string Advice = "Unable to load shared library '/proc/self/fd/57' or one of its dependencies. In order to help diagnose loading problems, ...\n";

    [Theory]
    [InlineData("/lib64/libstdc++.so.6: version `GLIBCXX_3.4.30' not found (required by /proc/self/fd/57)", "GLIBCXX_3.4.30", "libstdc++")]
    [InlineData("/lib64/libstdc++.so.6: Version »CXXABI_1.3.13« nicht gefunden", "CXXABI_1.3.13", "libstdc++")]
    [InlineData("/lib/libc.so.6: version `GLIBC_2.34' not found (required by libLibTorchSharp.so)", "GLIBC_2.34", "C library")]
    public void Refusal_ForAVersion_NamesItAndWhatLacksIt(string words, string version, string lacking)
    {
        var message = LoadFailure.Describe(new DllNotFoundException(Advice + words + "\n"));

        message.Should().StartWith($"TorchSharp's native library needs {version}, which this system's {lacking} lacks. Use a ");
    }

    [Fact]
    public void Refusal_ForAnythingElse_IsQuotedWithoutTheRuntimesAdvice()
    {
        var message = LoadFailure.Describe(new DllNotFoundException(Advice + "libtorch_cpu.so: cannot open shared object file\n"));

        message.Should().Be("TorchSharp's native library does not load: libtorch_cpu.so: cannot open shared object file");
    }

    [Fact]
    public void System_ThatIsWindows_IsToldOfWsl2() =>
        LoadFailure.Elsewhere(isWindows: true, "0.107.0").Should().Be(
            "TorchSharp 0.107.0 does not load on Windows. Use WSL2: there this program runs as it does on Linux.");
}
