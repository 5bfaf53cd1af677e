using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>Two encoders that are both trained: what they take, and what is compared.</summary>
public sealed class KeyRuleTests
{
    [Theory]
    [InlineData(1, 28, null)]
    [InlineData(
        1,
        32,
        "CDSL1024 'Keys' takes images of 32×32 pixels and 1 channel, but 'ClothesEncoder' takes 28×28 pixels and 1 channel. "
            + "Both see views of the same images: give them the same Channels and ImageSize."
    )]
    [InlineData(
        3,
        28,
        "CDSL1024 'Keys' takes images of 28×28 pixels and 3 channels, but 'ClothesEncoder' takes 28×28 pixels and 1 channel. "
            + "Both see views of the same images: give them the same Channels and ImageSize."
    )]
    public void KeyEncoder_Images_AreThoseOfTheQueries(int channels, int size, string? message)
    {
        var raw = WithKeys(("KeyEncoder", Keys(16).With("Encoder", ("Channels", channels), ("ImageSize", size))));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1024", "ClothesEndToEnd#0.KeyEncoder", "Keys#0");
        }
    }

    [Fact]
    public void KeyEncoder_Faulty_IsReportedOnItselfAlone()
    {
        var raw = WithKeys(("KeyEncoder", Keys(0)));

        raw.ShouldReport(null);
        Analysis.Of(raw).Fault.Should().StartWith("CDSL1004");
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(
        32,
        "CDSL1015 'KeyHead' returns 32 values, but is compared with the 64 of 'ClothesProjector'. Set Output = 64 on 'KeyHead'."
    )]
    public void KeyProjector_Output_IsThatOfTheQueries(int output, string? message)
    {
        var raw = WithKeys(("KeyProjector", Class("KeyHead", Word("ProjectionHead", ("Output", output)))));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1015", "ClothesEndToEnd#0.KeyProjector", "KeyHead#0.Output");
        }
    }

    [Fact]
    public void KeyProjector_Listed_IsToldWhatToList()
    {
        WithKeys(("KeyProjector", Class("KeyHead", Word("ProjectionHead"), Word("Linear", ("Features", 32)))))
            .ShouldReport(
                "CDSL1015 'KeyHead' returns 32 values, but is compared with the 64 of 'ClothesProjector'. End it with [Linear(64)]."
            );
        WithKeys(("KeyProjector", Class("KeyHead", Word("ProjectionHead"), Word("Linear", ("Features", 64)))))
            .ShouldReport(null);
    }

    [Theory]
    [InlineData(16, null)]
    [InlineData(
        32,
        "CDSL1001 'KeyHead' expects 32 inputs but 'Keys' returns 16 features. Set Input = 16, or leave Input out: it is inferred."
    )]
    public void KeyProjector_StatedInput_IsTheKeyEncodersOutput(int input, string? message)
    {
        var raw = WithKeys(
            ("KeyEncoder", Keys(16)),
            ("KeyProjector", Class("KeyHead", Word("ProjectionHead", ("Input", input), ("Output", 64))))
        );

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1001", "ClothesEndToEnd#0.KeyProjector", "KeyHead#0.Input");
        }
    }

    /// <summary>
    /// Where no head is named for the keys, it is the encoder of the keys that does not fit the queries' head.
    /// </summary>
    [Fact]
    public void Projector_OfBothNetworks_FitsBoth()
    {
        var stated = ("Projector", (object)Head(("Input", 32), ("Output", 64)));

        WithKeys(stated, ("KeyEncoder", Keys(16)))
            .ShouldReportAt("CDSL1001", "ClothesEndToEnd#0.KeyEncoder", "ClothesProjector#0.Input");
        WithKeys(stated, ("KeyEncoder", Keys(32))).ShouldReport(null);
    }

    [Fact]
    public void Projector_ThatFitsNeitherNetwork_IsReportedOnce()
    {
        var wrong = ("Projector", (object)Head(("Input", 31), ("Output", 64)));

        WithKeys(wrong).ShouldReportAt("CDSL1001", "ClothesEndToEnd#0.Projector", "ClothesProjector#0.Input");
        WithKeys(wrong, ("KeyEncoder", Keys(32)))
            .ShouldReportAt("CDSL1001", "ClothesEndToEnd#0.Projector", "ClothesProjector#0.Input");
    }

    [Fact]
    public void KeyProjector_GroupsOfAnInferredSize_AreReportedAtTheExperiment()
    {
        var grouped = Class("KeyHead", Word("ProjectionHead", ("Output", 64), ("Norm", Norm.Group), ("Groups", 24)));

        grouped.ShouldReport(null);
        WithKeys(("KeyProjector", grouped)).ShouldReport("CDSL1012 24 groups cannot split 32 channels. Use 16 groups.");
        WithKeys(("KeyProjector", grouped))
            .ShouldReportAt("CDSL1012", "ClothesEndToEnd#0.KeyProjector", "KeyHead#0.Groups");
        WithKeys(("KeyProjector", grouped), ("KeyEncoder", Keys(48))).ShouldReport(null);
    }

    private static RawClass WithKeys(params (string Name, object Value)[] parts) =>
        Method("EndToEnd").With("EndToEnd", parts);

    private static RawClass Keys(int features) =>
        Class(
            "Keys",
            [
                .. Encoder(
                    Word("Conv", ("Channels", features), ("Kernel", 3)),
                    Word("Relu"),
                    Word("GlobalAveragePool")
                ).Attributes,
            ]
        );
}
