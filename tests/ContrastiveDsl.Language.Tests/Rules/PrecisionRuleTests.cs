using ContrastiveDsl.Modules;
using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Types that an experiment's networks cannot compute in, or compute nothing in.</summary>
public sealed class PrecisionRuleTests
{
    private const string Module = "Module<Tensor, Tensor>";

    [Fact]
    public void BFloat16_LayersOfTheLibrary_IsSound()
    {
        Narrow(Experiment()).ShouldReport(null);
        Experiment().With("Training", ("Precision", Precision.Float32)).ShouldReport(null);
        Narrow(Method("MoCo")).ShouldReport(null);
    }

    [Fact]
    public void BFloat16_CustomModule_IsRefusedByName()
    {
        var encoder = Class("Own", Word("Encoder", ("ImageSize", 28), ("Channels", 1), ("Features", 96)))
            .With(facts => facts with { BaseClass = Module, IsModule = true, CreatesFromNothing = true });
        var projector = Class("Own", Word("ProjectionHead", ("Output", 64)))
            .With(facts => facts with { BaseClass = Module, IsModule = true, CreatesFromInputSize = true });
        var predictor = Class("Own", Word("PredictionHead", ("Output", 64)))
            .With(facts => facts with { BaseClass = Module, IsModule = true, CreatesFromInputSize = true });

        Narrow(Experiment(encoder)).ShouldReport(Refusal("an encoder"));
        Narrow(Experiment(projector: projector)).ShouldReport(Refusal("a projection head"));
        Narrow(Method("Byol").With("Byol", ("Predictor", predictor))).ShouldReport(Refusal("a prediction head"));
        Narrow(Experiment(encoder)).ShouldReportAt("CDSL4031", "ClothesSimClr#1.Precision", "Own#0");
        Experiment(encoder).ShouldReport(null);
        // What rounds there is the device, in whatever module.
        Experiment(encoder).With("Training", ("Precision", Precision.TensorFloat32)).ShouldReport(null);
    }

    /// <summary>An odd number of channels, or fewer than ten, is not multiplied in bfloat16; the heads are.</summary>
    [Theory]
    [InlineData(Convolution2d.FewChannels, 1, false)]
    [InlineData(Convolution2d.FewChannels + 1, 1, false)]
    [InlineData(Convolution2d.FewChannels + 2, 1, true)]
    [InlineData(Convolution2d.FewChannels, 2, true)]
    public void BFloat16_NothingToMultiply_IsWarnedOf(int channels, int layers, bool isSound)
    {
        var encoder = Encoder(
            Word("Conv", ("Channels", 16), ("Kernel", 3)),
            Word("Relu"),
            Word("Conv", ("Channels", channels), ("Kernel", 3)),
            Word("Relu"),
            Word("GlobalAveragePool")
        );

        Narrow(Experiment(encoder, Head(("Output", 64), ("Layers", layers))))
            .ShouldReport(
                isSound
                    ? null
                    : "CDSL4032 Nothing that 'ClothesEncoder' and the heads multiply is computed in bfloat16: convolutions of fewer than 10 channels, or of an odd number, and last layers stay float32. Remove Precision, or give 'ClothesEncoder' more channels."
            );
    }

    /// <summary>Of few channels, a 1×1 convolution is still a product: in a bottleneck, and on a shortcut.</summary>
    [Theory]
    [InlineData("BasicBlock", 1, false)]
    [InlineData("BasicBlock", 2, true)]
    [InlineData("Bottleneck", 1, true)]
    public void BFloat16_NarrowBlocks_MultiplyWhereTheyHaveProducts(string word, int stride, bool isSound)
    {
        var encoder = Encoder(
            Word("Conv", ("Channels", 8), ("Kernel", 3)),
            Word(word, ("Channels", 8), ("Stride", stride)),
            Word("GlobalAveragePool")
        );

        Findings
            .Ids(Narrow(Experiment(encoder, Head(("Output", 64), ("Layers", 1)))))
            .Should()
            .Equal(isSound ? [] : ["CDSL4032"]);
    }

    /// <summary>A block that widens few channels has its wide convolution behind them.</summary>
    [Fact]
    public void BFloat16_BlockThatWidens_Multiplies() =>
        Narrow(
                Experiment(
                    Encoder(Word("BasicBlock", ("Channels", 16)), Word("GlobalAveragePool")),
                    Head(("Output", 64), ("Layers", 1))
                )
            )
            .ShouldReport(null);

    /// <summary>The encoder of the keys is trained too.</summary>
    [Fact]
    public void BFloat16_WideEncoderOfTheKeys_IsSeen()
    {
        RawAttribute[] Layers(int channels) =>
            [
                Word("Conv", ("Channels", channels), ("Kernel", 3)),
                Word("Relu"),
                Word("Conv", ("Channels", channels), ("Kernel", 3)),
                Word("Relu"),
                Word("GlobalAveragePool"),
            ];
        var queries = Encoder(Layers(8));
        var keys = Class("KeyEncoder", [Word("Encoder", ("Channels", 1), ("ImageSize", 28)), .. Layers(16)]);
        var narrow = Method("EndToEnd")
            .With("EndToEnd", ("Encoder", queries), ("Projector", Head(("Output", 64), ("Layers", 1))));

        Findings.Ids(Narrow(narrow)).Should().Equal("CDSL4032");
        Findings.Ids(Narrow(narrow.With("EndToEnd", ("KeyEncoder", keys)))).Should().BeEmpty();
    }

    /// <summary>The masked convolutions of CPC are computed in bfloat16, its recurrent context is not.</summary>
    [Theory]
    [InlineData(ContextKind.MaskedConvolution, true)]
    [InlineData(ContextKind.Gru, false)]
    public void BFloat16_ContextOfCpc_IsSeen(ContextKind context, bool isSound)
    {
        var encoder = Encoder(Word("Conv", ("Channels", 8), ("Kernel", 3)), Word("Relu"), Word("GlobalAveragePool"));
        var raw = Method("Cpc")
            .With(
                "Cpc",
                ("Encoder", encoder),
                ("Projector", Head(("Output", 64), ("Layers", 1))),
                ("Context", context)
            );

        Findings.Ids(Narrow(raw)).Should().Equal(isSound ? [] : ["CDSL4032"]);
    }

    /// <summary>A fault of a network alone is the network's.</summary>
    [Fact]
    public void BFloat16_FaultyNetwork_IsNotJudgedTwice()
    {
        var unusable = Class("Own", Word("Encoder", ("ImageSize", 28), ("Channels", 1), ("Features", 96)));
        var faulty = Encoder(Word("Conv", ("Channels", 8), ("Kernel", 0)), Word("Relu"), Word("GlobalAveragePool"));

        Findings.Ids(unusable).Should().NotBeEmpty();
        Narrow(Experiment(unusable)).ShouldReport(null);
        Narrow(Experiment(faulty, Head(("Output", 64), ("Layers", 1)))).ShouldReport(null);
    }

    [Fact]
    public void Precision_Undefined_IsAnError() =>
        Experiment()
            .With("Training", ("Precision", 7))
            .ShouldReport("CDSL0015 (Precision)7 is not defined. Use one of Float32, BFloat16, TensorFloat32.");

    private static string Refusal(string kind) =>
        $"CDSL4031 'Own' is {kind} of your own, which computes in the type of its parameters and not in bfloat16. Remove Precision, or make 'Own' of layer attributes or a preset.";

    private static RawClass Narrow(RawClass raw) => raw.With("Training", ("Precision", Precision.BFloat16));
}
