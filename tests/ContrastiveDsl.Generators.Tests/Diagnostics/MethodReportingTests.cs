using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>What is reported of experiments with two networks, and what is left to the compiler.</summary>
public sealed class MethodReportingTests
{
    /// <summary>The parts of a method of two networks: a fault of one is one error, wherever it is used.</summary>
    [Theory]
    [InlineData("[ByolLoss]", "[InfoNceLoss(Temperature = 0.1)]", "CDSL2030")]
    [InlineData("[PredictionHead(Output = 64)]", "[PredictionHead]", "CDSL1004")]
    [InlineData("[PredictionHead(Output = 64)]", "[PredictionHead(Output = 32)]", "CDSL1003")]
    [InlineData("[PredictionHead(Output = 64)]", "[ProjectionHead(Output = 64)]", "CDSL0016")]
    [InlineData("Projector = typeof(Projector)", "Projector = typeof(Predictor)", "CDSL0016")]
    [InlineData("Predictor = typeof(Predictor), ", "", "CDSL2001")]
    [InlineData("Momentum = 0.99", "Momentum = 1", "CDSL5006")]
    [InlineData("[Adam(LearningRate = 0.002)]", "[Adam(LearningRate = 0.002)] [NegativeQueue]", "CDSL2002")]
    [InlineData("public partial class TargetLoss;", "public class TargetLoss;", "CDSL0001")]
    public async Task Method_OneMistakeAnywhere_IsOneErrorEvenWhereItIsUsed(string sound, string faulty, string id)
    {
        const string byol = """
            using ContrastiveDsl;

            [PredictionHead(Output = 64)]
            public partial class Predictor;

            [ByolLoss]
            public partial class TargetLoss;

            [Byol(Encoder = typeof(Encoder), Projector = typeof(Projector), Predictor = typeof(Predictor), Views = typeof(Views), Loss = typeof(TargetLoss))]
            [MomentumEncoder(Momentum = 0.99)]
            [Adam(LearningRate = 0.002)]
            public partial class ByolExperiment;
            """;
        const string use = """
            public static class Program
            {
                public static object Create() => new ByolExperiment(ByolExperiment.Defaults);
            }
            """;
        byol.Should().Contain(sound);

        (await Analysis.RunAsync(LocationTests.Clothes, byol, use)).Should().BeEmpty();
        var diagnostics = await Analysis.RunAsync(
            LocationTests.Clothes,
            byol.Replace(sound, faulty, StringComparison.Ordinal),
            use
        );

        diagnostics.Select(diagnostic => diagnostic.Id).Should().Equal(id);
    }

    /// <summary>
    /// Methods without a prediction head have no such argument, so that the compiler itself refuses one.
    /// </summary>
    [Theory]
    [InlineData("SimClr", "Loss", "")]
    [InlineData("MoCo", "QueueLoss", "[NegativeQueue]")]
    public async Task Predictor_OnAMethodWithout_IsLeftToTheCompiler(string method, string loss, string settings)
    {
        var diagnostics = await Analysis.RunAsync(
            LocationTests.Clothes,
            $"""
            using ContrastiveDsl;

            [PredictionHead(Output = 64)] public partial class Predictor;
            [InfoNceLoss] public partial class QueueLoss;

            [{method}(Encoder = typeof(Encoder), Projector = typeof(Projector), Predictor = typeof(Predictor), Views = typeof(Views), Loss = typeof({loss}))]
            [Adam(LearningRate = 0.001)] {settings}
            public partial class Own;
            """
        );

        diagnostics.Select(diagnostic => diagnostic.Id).Should().Equal("CS0246");
    }

    /// <summary>What is worth knowing appears in editors; builds stay silent.</summary>
    [Fact]
    public async Task Finding_WorthKnowing_IsNoWarning()
    {
        var compilation = Analysis.Compile(
            LocationTests.Clothes,
            """
            using ContrastiveDsl;

            [Encoder(Channels = 1, ImageSize = 28)]
            [Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
            public partial class Normalized;

            [InfoNceLoss]
            public partial class QueueLoss;

            [MoCo(Encoder = typeof(Normalized), Projector = typeof(Projector), Views = typeof(Views), Loss = typeof(QueueLoss))]
            [NegativeQueue(Size = 4096)]
            [Adam(LearningRate = 0.001)]
            public partial class MoCoExperiment;
            """
        );

        (await Analysis.RunAsync(compilation)).Should().BeEmpty();
        (await Analysis.RunAsync(compilation, DiagnosticSeverity.Info))
            .Select(diagnostic => diagnostic.Id)
            .Should()
            .Equal("CDSL2027");
    }
}
