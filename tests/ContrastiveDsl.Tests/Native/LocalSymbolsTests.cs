using ContrastiveDsl.Native;

namespace ContrastiveDsl.Tests.Native;

public sealed class LocalSymbolsTests
{
    private const string Processor = "_ZZN4dnnl4impl3cpu3x643cpuEvE4cpu_";

    private static string Torch => NativeFiles.Find("libtorch_cpu.so")!;

    [ImportTableFact]
    public void Find_NameAndSize_IsItsAddress() =>
        Find(Torch, (Processor, 144), ("not there", 144)).Should().ContainSingle().Which.Value.Should().BePositive();

    [ImportTableFact]
    public void Find_AnotherSizeOrName_IsNothing() =>
        Find(Torch, (Processor, 152), (Processor + "1", 144), (Processor[..^1], 144)).Should().BeEmpty();

    [Fact]
    public void Find_InWhatIsNoLibrary_IsNothing() =>
        Find(typeof(LocalSymbols).Assembly.Location, (Processor, 144)).Should().BeEmpty();

    private static Dictionary<string, long> Find(string path, params (string Name, long Size)[] wanted) =>
        LocalSymbols.Find(path, wanted.ToDictionary(symbol => symbol.Name, symbol => symbol.Size));
}
