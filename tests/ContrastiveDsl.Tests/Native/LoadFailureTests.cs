using ContrastiveDsl.Native;

namespace ContrastiveDsl.Tests.Native;

public sealed class LoadFailureTests
{
    private const string Advice =
        "Unable to load shared library '/proc/self/fd/57' or one of its dependencies. In order to help diagnose ...\n";

    [Theory]
    [InlineData("libstdc++.so.6: version `GLIBCXX_3.4.30' not found (required by x)", "GLIBCXX_3.4.30", "libstdc++")]
    [InlineData("/lib64/libstdc++.so.6: Version »CXXABI_1.3.13« nicht gefunden", "CXXABI_1.3.13", "libstdc++")]
    [InlineData("libc.so.6: version `GLIBC_2.34' not found (required by ./libtorch.so)", "GLIBC_2.34", "C library")]
    public void Refusal_ForAVersion_NamesItAndWhatLacksIt(string words, string version, string lacking)
    {
        var message = LoadFailure.Describe(new DllNotFoundException(Advice + words + "\n"));

        message
            .Should()
            .StartWith($"TorchSharp's native library needs {version}, which this system's {lacking} lacks. Use a ");
    }

    [Fact]
    public void Refusal_ForAnythingElse_IsQuotedWithoutTheRuntimesAdvice()
    {
        var refusal = new DllNotFoundException(Advice + "libc10.so: cannot open shared object file\n");

        var message = LoadFailure.Describe(refusal);

        message.Should().Be("TorchSharp's native library does not load: libc10.so: cannot open shared object file");
    }

    [Fact]
    public void System_ThatIsWindows_IsToldOfWsl2() =>
        LoadFailure
            .Elsewhere(isWindows: true, "0.107.0")
            .Should()
            .Be("TorchSharp 0.107.0 does not load on Windows. Use WSL2: there this program runs as it does on Linux.");
}
