using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>Where declarations may stand, and names that could get in the way of emitted code.</summary>
public sealed class NamingTests
{
    private const string Experiment = """
        [Encoder(Channels = 1, ImageSize = 8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
        ACCESS partial class E;
        [ProjectionHead(Output = 4)]
        ACCESS partial class P;
        [AugmentationFamily] [RandomResizedCrop]
        ACCESS partial class V;
        [NtXentLoss]
        ACCESS partial class L;
        [SimClr(Encoder = typeof(E), Projector = typeof(P), Views = typeof(V), Loss = typeof(L))] [Adam]
        ACCESS partial class X;
        """;

    [Fact]
    public Task Experiment_InTheGlobalNamespace_IsNotIndented() =>
        Generated.MatchesAsync("using ContrastiveDsl;\n" + Of("internal"), "Naming.GlobalNamespace");

    [Fact]
    public Task Experiment_InNestedTypes_ReopensThem() => Generated.MatchesAsync(
        $$"""
        using ContrastiveDsl;

        namespace Shop.Clothes
        {
            internal partial interface IOuter
            {
                internal partial record struct Middle
                {
                    internal sealed partial record Inner
                    {
                        {{Of("private")}}
                    }
                }
            }
        }
        """,
        "Naming.Nested",
        "Shop.Clothes.IOuter+Middle+Inner+X",
        "ContrastiveDsl.Experiments");

    [Fact]
    public Task Experiment_NamedByKeywords_EscapesThem() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace @namespace.@int;

        [Encoder(Channels = 1, ImageSize = 8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
        internal partial class @class;

        [ProjectionHead(Output = 4)]
        internal partial class @new;

        [AugmentationFamily] [RandomResizedCrop]
        internal partial class @static;

        [NtXentLoss]
        internal partial class @double;

        [SimClr(Encoder = typeof(@class), Projector = typeof(@new), Views = typeof(@static), Loss = typeof(@double))] [Adam]
        internal partial class @event;
        """,
        "Naming.Keywords",
        "namespace.int.event",
        "namespace.int.class",
        "ContrastiveDsl.Experiments");

    [Fact]
    public Task Experiment_AmongTypesOfTheSameNames_NamesItsOwn() => Generated.MatchesAsync(
        $$"""
        #pragma warning disable CS8981 // 'torch' is what this is about
        using ContrastiveDsl;

        namespace Shop
        {
            internal static class System;
            internal static class TorchSharp;
            internal static class torch;
            internal static class Tensor;
            internal static class Device;
            internal static class Norm;
            internal static class ContrastiveDsl;
            internal static class Encoder;
            internal static class Math;

            {{Of("internal")}}
        }
        """,
        "Naming.Shadows",
        "Shop.X");

    [Fact]
    public Task Experiment_WhosePartsBearTheNamesOfItsMembers_NamesThemInFull() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace Shop;

        [Encoder(Channels = 1, ImageSize = 8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
        public partial class Encoder;

        [ProjectionHead(Output = 4)]
        public partial class Projector;

        [AugmentationFamily] [RandomResizedCrop]
        internal partial class Defaults;

        [NtXentLoss]
        public partial class Load;

        [SimClr(Encoder = typeof(Encoder), Projector = typeof(Projector), Views = typeof(Defaults), Loss = typeof(Load))] [Adam]
        public partial class Train1;
        """,
        "Naming.Members",
        "Shop.Train1");

    [Theory]
    [InlineData("V", "views")]
    [InlineData("V", "images")]
    [InlineData("V", "draws")]
    [InlineData("L", "loss")]
    [InlineData("L", "z")]
    [InlineData("L", "optimizer")]
    [InlineData("P", "device")]
    [InlineData("E", "settings")]
    [InlineData("E", "pixels")]
    public void Experiment_WhosePartBearsTheNameOfAVariable_Compiles(string part, string name)
    {
        var source = "#pragma warning disable CS8981\n" + Of("internal")
            .Replace($"partial class {part};", $"partial class {name};", StringComparison.Ordinal)
            .Replace($"typeof({part})", $"typeof({name})", StringComparison.Ordinal);

        Compilations.Complaints(GeneratorRun.Start(Compilations.Create("using ContrastiveDsl;\n" + source)).Output).Should().BeEmpty();
    }

    [Theory]
    [InlineData("internal int L => 1;")]
    [InlineData("internal static void V() { }")]
    [InlineData("internal sealed class E;")]
    public void Experiment_WithAMemberOfAPartsName_Compiles(string member)
    {
        var source = Of("internal").Replace("partial class X;", $"partial class X {{ {member} }}", StringComparison.Ordinal);

        Compilations.Complaints(GeneratorRun.Start(Compilations.Create("using ContrastiveDsl;\n" + source)).Output).Should().BeEmpty();
    }

    [Theory]
    [InlineData("V", " { internal int Times { get; set; } }")]
    [InlineData("V", " { public static V operator +(V left, V right) => left; }")]
    [InlineData("V", " : System.IDisposable { public void Dispose() { } }")]
    [InlineData("L", " { internal int Times { get; set; } }")]
    [InlineData("L", " : IMarked;\ninternal interface IMarked;")]
    public void FunctionsOnly_WithMoreOfTheUsers_LeaveTheClassItsInstances(string part, string body)
    {
        var source = Of("internal").Replace($"partial class {part};", $"partial class {part}{body}", StringComparison.Ordinal);

        Compilations.Complaints(GeneratorRun.Start(Compilations.Create("using ContrastiveDsl;\n" + source)).Output).Should().BeEmpty();
    }

    private static string Of(string access) => Experiment.Replace("ACCESS", access, StringComparison.Ordinal);
}
