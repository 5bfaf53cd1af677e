using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

public sealed class LayerRuleTests
{
    [Theory]
    [InlineData("Channels", 0, "CDSL1004 Channels must be between 1 and 65536; it is 0.")]
    [InlineData("Channels", 1, null)]
    [InlineData("Channels", 65_536, null)]
    [InlineData("Channels", 65_537, "CDSL1004 Channels must be between 1 and 65536; it is 65537.")]
    [InlineData("Kernel", 0, "CDSL1004 Kernel must be between 1 and 4096; it is 0.")]
    [InlineData("Kernel", 1, null)]
    [InlineData("Stride", 0, "CDSL1004 Stride must be between 1 and 65536; it is 0.")]
    [InlineData("Stride", -2, "CDSL1004 Stride must be between 1 and 65536; it is -2.")]
    [InlineData("Padding", -1, "CDSL1004 Padding must be between 0 and 3, the kernel; it is -1.")]
    [InlineData("Padding", 0, null)]
    [InlineData("Padding", 3, null)]
    [InlineData("Padding", 4, "CDSL1004 Padding must be between 0 and 3, the kernel; it is 4.")]
    public void Conv_Setting_IsBounded(string setting, int value, string? message)
    {
        var raw = Encoder(Word("Conv", ("Channels", 8), ("Kernel", 3)), Word("Relu"), Word("GlobalAveragePool"))
            .With("Conv", (setting, value));

        raw.ShouldReport(message);
        if (message is not null)
        {
            raw.ShouldReportAt("CDSL1004", "ClothesEncoder#1." + setting);
        }
    }

    [Theory]
    [InlineData("Kernel", 0, "CDSL1004 Kernel must be between 1 and 4096; it is 0.")]
    [InlineData("Stride", 0, "CDSL1004 Stride must be between 1 and 65536; it is 0.")]
    [InlineData("Padding", 2, "CDSL1004 Padding must be between 0 and 1, half the kernel; it is 2.")]
    [InlineData("Padding", 1, null)]
    public void MaxPool_Setting_IsBounded(string setting, int value, string? message)
    {
        Encoder(Word("MaxPool", ("Kernel", 3)), Word("GlobalAveragePool"))
            .With("MaxPool", (setting, value))
            .ShouldReport(message);
    }

    [Theory]
    [InlineData(
        62,
        "CDSL1034 The inner width of a bottleneck is a quarter of its channels, but 62 is not a multiple of 4. Use 60 or 64."
    )]
    [InlineData(
        2,
        "CDSL1034 The inner width of a bottleneck is a quarter of its channels, but 2 is not a multiple of 4. Use 4."
    )]
    [InlineData(64, null)]
    [InlineData(0, "CDSL1004 Channels must be between 1 and 65536; it is 0.")]
    public void Bottleneck_Channels_AreAMultipleOfFour(int channels, string? message)
    {
        Encoder(Word("Bottleneck", ("Channels", channels)), Word("GlobalAveragePool")).ShouldReport(message);
    }

    [Theory]
    [InlineData("Linear", "Features", 0, "CDSL1004 Features must be between 1 and 65536; it is 0.")]
    [InlineData("Linear", "Features", 1, null)]
    [InlineData("GroupNorm", "Groups", 0, "CDSL1004 Groups must be between 1 and 65536; it is 0.")]
    public void VectorLayer_Size_IsPositive(string word, string setting, int value, string? message)
    {
        Encoder(Word("GlobalAveragePool"), Word("Relu"), Word(word, (setting, value))).ShouldReport(message);
    }

    [Theory]
    [InlineData("BatchNorm", "Epsilon", 0.0, "CDSL1022 Epsilon must be greater than 0 and less than 1; it is 0.")]
    [InlineData("BatchNorm", "Epsilon", 1e-12, null)]
    [InlineData("BatchNorm", "Momentum", 0.0, "CDSL1022 Momentum must be greater than 0 and at most 1; it is 0.")]
    [InlineData("BatchNorm", "Momentum", 1.0, null)]
    [InlineData(
        "BatchNorm",
        "Momentum",
        double.NaN,
        "CDSL1022 Momentum must be greater than 0 and at most 1; it is NaN."
    )]
    [InlineData("Dropout", "Probability", 1.0, "CDSL1022 Probability must be at least 0 and less than 1; it is 1.")]
    [InlineData(
        "Dropout",
        "Probability",
        50.0,
        "CDSL1022 Probability must be at least 0 and less than 1; it is 50. Did you mean 0.5?"
    )]
    [InlineData("Dropout", "Probability", 100.0, "CDSL1022 Probability must be at least 0 and less than 1; it is 100.")]
    [InlineData("Dropout", "Probability", -0.1, "CDSL1022 Probability must be at least 0 and less than 1; it is -0.1.")]
    [InlineData("Dropout", "Probability", 0.0, null)]
    public void Layer_Number_IsBounded(string word, string setting, double value, string? message)
    {
        Encoder(Word(word, (setting, value)), Word("Relu"), Word("GlobalAveragePool")).ShouldReport(message);
    }

    [Theory]
    [InlineData("Channels", 0, "CDSL1004 Channels must be between 1 and 65536; it is 0.")]
    [InlineData("ImageSize", -1, "CDSL1004 ImageSize must be between 1 and 4096; it is -1.")]
    [InlineData("ImageSize", 4097, "CDSL1004 ImageSize must be between 1 and 4096; it is 4097.")]
    [InlineData("ImageSize", 4096, null)]
    [InlineData("Width", 0, "CDSL1004 Width must be between 1 and 4096; it is 0.")]
    [InlineData("Width", 4096, null)]
    [InlineData("Features", -5, "CDSL1004 Features must be 1 or more; it is -5.")]
    public void Backbone_Setting_IsBounded(string setting, int value, string? message)
    {
        Backbone(ContrastiveDsl.Backbone.ResNet18, (setting, value)).ShouldReport(message);
    }

    [Fact]
    public void Layers_TwoFaults_AreBothReported()
    {
        Findings
            .Messages(Encoder(Word("Conv", ("Channels", 0), ("Kernel", 3)), Word("Linear", ("Features", -1))))
            .Should()
            .Equal(
                "CDSL1004 Channels must be between 1 and 65536; it is 0.",
                "CDSL1004 Features must be between 1 and 65536; it is -1."
            );
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    [InlineData("fa-IR")]
    public void Message_OtherCulture_IsTheSame(string culture)
    {
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo(culture);
        try
        {
            Loss(-0.07)
                .ShouldReport(
                    "CDSL2016 Temperature must be greater than 0; it is -0.07. Usual values are 0.07 to 0.5."
                );
            Encoder(Word("Linear", ("Features", -1)))
                .ShouldReport("CDSL1004 Features must be between 1 and 65536; it is -1.");
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
