using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>Findings stand at the very text that is wrong, however it is written.</summary>
public sealed class LocationTests
{
    [Theory]
    [InlineData("[Conv(0, 3)]", "0")]
    [InlineData("[Conv(kernel: 3, channels: 0)]", "channels: 0")]
    [InlineData("[Conv(8, kernel: 0)]", "kernel: 0")]
    [InlineData("[Conv(8, 3, Stride = 0)]", "Stride = 0")]
    [InlineData("[Conv(8, 3, Stride = 1 - 1)]", "Stride = 1 - 1")]
    [InlineData("[ConvAttribute(8, 3, Padding = -2)]", "Padding = -2")]
    [InlineData("[global::ContrastiveDsl.Conv(8, 3, Padding = -2)]", "Padding = -2")]
    public async Task Argument_HoweverWritten_IsFound(string layer, string place)
    {
        var diagnostics = await Analysis.RunAsync(
            $$"""
            using ContrastiveDsl;

            [Encoder(Channels = 1, ImageSize = 28)]
            {{layer}} [GlobalAveragePool]
            public partial class Network;
            """
        );

        var diagnostic = diagnostics.Should().ContainSingle().Subject;
        diagnostic.Id.Should().Be("CDSL1004");
        Analysis.TextAt(diagnostic.Location).Should().Be(place);
    }

    [Fact]
    public async Task Argument_OnItsLine_HasLineAndColumn()
    {
        var diagnostics = await Analysis.RunAsync(
            """
            using ContrastiveDsl;

            [NtXentLoss(
                Temperature = -0.5)]
            public partial class MyLoss;
            """
        );

        var span = diagnostics.Should().ContainSingle().Subject.Location.GetLineSpan();
        (span.Path, span.StartLinePosition.Line, span.StartLinePosition.Character).Should().Be(("Source0.cs", 3, 4));
    }

    [Fact]
    public async Task Argument_InAnotherPart_IsFoundThere()
    {
        var diagnostics = await Analysis.RunAsync(
            """
            using ContrastiveDsl;

            [Encoder(Channels = 1, ImageSize = 28)]
            public partial class Network;
            """,
            """
            using ContrastiveDsl;

            [Conv(8, 3)] [Dropout(2)] [GlobalAveragePool]
            public partial class Network;
            """
        );

        var diagnostic = diagnostics.Should().ContainSingle().Subject;
        diagnostic.Location.SourceTree!.FilePath.Should().Be("Source1.cs");
        Analysis.TextAt(diagnostic.Location).Should().Be("2");
    }

    [Fact]
    public async Task Mismatch_OfTwoClasses_HasThePartsArgumentAsSecondLocation()
    {
        var diagnostics = await Analysis.RunAsync(
            Clothes.Replace(
                "[ProjectionHead(Output = 64)]",
                "[ProjectionHead(Output = 64, Input = 100)]",
                StringComparison.Ordinal
            )
        );

        var diagnostic = diagnostics.Should().ContainSingle().Subject;
        diagnostic.Id.Should().Be("CDSL1001");
        Analysis.TextAt(diagnostic.Location).Should().Be("Projector = typeof(Projector)");
        diagnostic.AdditionalLocations.Select(Analysis.TextAt).Should().Equal("Input = 100");
    }

    [Fact]
    public async Task Member_OfTheUser_IsFoundByItsName()
    {
        var diagnostics = await Analysis.RunAsync(
            """
            using ContrastiveDsl;

            [ProjectionHead(Output = 64)]
            public partial class MyProjector
            {
                private static int first = 1, OutputSize = 2;

                public static int Sum => first + OutputSize;
            }
            """
        );

        var diagnostic = diagnostics.Should().ContainSingle().Subject;
        diagnostic.Id.Should().Be("CDSL0009");
        Analysis.TextAt(diagnostic.Location).Should().Be("OutputSize");
    }

    [Theory]
    [InlineData("public partial class Network(int size) { public int Size => size; }", "CDSL0003")]
    [InlineData("public partial class Network { public Network(TorchSharp.torch.Device? device) { } }", "CDSL0029")]
    [InlineData("public partial class Network { static Network() { } public static Network Create() => new(); }", null)]
    public async Task Constructor_OfTheUser_IsTheOnlyError(string source, string? id)
    {
        var diagnostics = await Analysis.RunAsync(
            "using ContrastiveDsl;\n[Encoder(Channels = 1, ImageSize = 28)] [Conv(8, 3)] [Relu] [GlobalAveragePool]\n"
                + source
        );

        diagnostics.Select(diagnostic => diagnostic.Id).Should().Equal(id is null ? [] : [id]);
    }

    /// <summary>A sound experiment whose parts a test spoils.</summary>
    internal const string Clothes = """
        using ContrastiveDsl;

        [Encoder(Channels = 1, ImageSize = 28)]
        [Conv(32, 3)] [Relu] [GlobalAveragePool]
        public partial class Encoder;

        [ProjectionHead(Output = 64)]
        public partial class Projector;

        [AugmentationFamily]
        [RandomResizedCrop]
        public partial class Views;

        [NtXentLoss(Temperature = 0.2)]
        public partial class Loss;

        [SimClr(Encoder = typeof(Encoder), Projector = typeof(Projector), Views = typeof(Views), Loss = typeof(Loss))]
        [Adam(LearningRate = 0.001)]
        public partial class Experiment;
        """;
}
