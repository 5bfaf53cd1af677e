using System.Globalization;
using ContrastiveDsl.Language;
using ContrastiveDsl.Modules;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What <c>describe</c> says about methods that mask patches of a transformer's images.</summary>
public sealed class DescribeMaskedMethodTests
{
    private static readonly VisionTransformerForm Form = new(default, 4, 64, 2, 4, 256, Positions.Learned, false);

    [Fact]
    public void Describe_Mae_ShowsWhatMaskingSavesAndTheDecoder()
    {
        var loss = new ReconstructionLossModel(ModelBuilder.Name("PixelLoss"), NormalizePatches: true);

        var described = Describe(new MaeModel(0.75, 32, 2, 4), loss with { Word = "ReconstructionLoss" });

        using var decoder = new MaskedDecoder(49, inputSize: 64, outputSize: 16, width: 32, depth: 2, heads: 4);
        var trained = decoder.parameters().Where(parameter => parameter.requires_grad).Sum(weights => weights.numel());
        described
            .Should()
            .Contain("MAE (He et al., 2021, arXiv:2111.06377)")
            .And.Contain("squared distance of removed pixels, each patch normalized")
            .And.Contain("12 of 49 patches visible")
            .And.Contain("13 tokens in place of 50, 24 % of the multiplications")
            .And.Contain("2 blocks of width 32, 4 heads")
            .And.Contain($"the decoder {trained.ToString("N0", CultureInfo.InvariantCulture)}")
            .And.NotMatchRegex(@"\n\s+embedding\s");
    }

    [Fact]
    public void Describe_SimMim_ShowsBlocksAndTheHead()
    {
        var loss = new L1ReconstructionLossModel(ModelBuilder.Name("PixelLoss"));

        var described = Describe(new SimMimModel(0.6, 4), loss with { Word = "L1ReconstructionLoss" });

        using var head = new PixelHead(inputSize: 64, outputSize: 16);
        var trained = head.parameters().Sum(weights => weights.numel());
        described
            .Should()
            .Contain("SimMIM (Xie et al., 2021, arXiv:2111.09886)")
            .And.Contain("absolute distance of masked pixels")
            .And.Contain("30 of 49 blocks of 4×4 pixels masked")
            .And.Contain($"the head {trained.ToString("N0", CultureInfo.InvariantCulture)}")
            .And.NotMatchRegex(@"\n\s+embedding\s");
    }

    private static string Describe(MethodModel method, LossModel loss)
    {
        var clothes = ModelBuilder.Clothes();
        var model = clothes with
        {
            Encoder = clothes.Encoder with
            {
                Form = Form,
                Layers = VisionTransformerCatalogue.Layers(Form, 1, 28),
                Features = 64,
            },
            Projector = HeadModel.None(64),
            Method = method,
            Loss = loss,
        };
        var run = Invocation.Of([Definitions.Of(model)], "describe", "ClothesSimClr");
        run.Error.Should().NotContain("error");
        run.ExitCode.Should().Be(0);
        return run.Output;
    }
}
