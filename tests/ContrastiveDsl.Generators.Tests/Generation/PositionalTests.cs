using ContrastiveDsl.Generators.Tests.Diagnostics;
using ContrastiveDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The one number of an attribute may stand without its name.</summary>
public sealed class PositionalTests
{
    private const string Source = """
        using ContrastiveDsl;

        [Encoder(Channels = 3, ImageSize = 32)]
        [Conv(16, 3)] [Relu] [GlobalAveragePool]
        public partial class Network;

        [ProjectionHead(Hidden = 24, Output = 12)]
        public partial class Projector;

        [AugmentationFamily]
        [RandomResizedCrop]
        [RandomHorizontalFlip(Probability = 0.4)]
        [RandomGrayscale(Probability = 0.3)]
        [AutoContrast(Probability = 0.6)]
        public partial class Views;

        [InfoNceLoss(Temperature = 0.2)]
        public partial class Loss;

        [MoCo(Version = 2, Encoder = typeof(Network), Projector = typeof(Projector), Views = typeof(Views), Loss = typeof(Loss))]
        [NegativeQueue(Size = 1000)]
        [Sgd(LearningRate = 0.03)]
        public partial class Experiment;
        """;

    [Theory]
    [InlineData("NegativeQueue(Size = 1000)", "NegativeQueue(1000)")]
    [InlineData("RandomHorizontalFlip(Probability = 0.4)", "RandomHorizontalFlip(0.4)")]
    [InlineData("RandomGrayscale(Probability = 0.3)", "RandomGrayscale(0.3)")]
    [InlineData("AutoContrast(Probability = 0.6)", "AutoContrast(0.6)")]
    public void Number_WithoutItsName_IsTheSame(string named, string positional)
    {
        Source.Should().Contain(named);
        var run = GeneratorRun.Start(Analysis.Compile(Source.Replace(named, positional, StringComparison.Ordinal)));

        run.Output.GetDiagnostics().Where(each => each.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        run.Files.Should().Equal(GeneratorRun.Start(Analysis.Compile(Source)).Files);
    }

    /// <summary>What is wrong with it is reported at the number.</summary>
    [Theory]
    [InlineData("NegativeQueue(Size = 1000)", "NegativeQueue(-1)", "CDSL1004", "-1")]
    [InlineData("RandomGrayscale(Probability = 0.3)", "RandomGrayscale(30)", "CDSL3004", "30")]
    public async Task Number_OutOfRange_IsReportedWhereItStands(string sound, string faulty, string id, string place)
    {
        var reported = await Analysis.RunAsync(Source.Replace(sound, faulty, StringComparison.Ordinal));

        var diagnostic = reported.Should().ContainSingle().Subject;
        diagnostic.Id.Should().Be(id);
        Analysis.TextAt(diagnostic.Location).Should().Be(place);
    }
}
