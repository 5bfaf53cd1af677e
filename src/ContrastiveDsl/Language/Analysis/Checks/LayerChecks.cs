namespace ContrastiveDsl.Language;

/// <summary>Checks the settings of single layers.</summary>
internal static class LayerChecks
{
    /// <summary>
    /// The most channels, features or pixels that are taken for meant; keeps every product of sizes far from overflow.
    /// </summary>
    public const int MaximumSize = 65_536;

    /// <summary>Checks the settings of every layer that an attribute declares.</summary>
    public static void Check(EquatableArray<NamedLayer> layers, FindingList findings)
    {
        foreach (var layer in layers)
        {
            if (layer.Attribute >= 0)
            {
                Check(layer.Layer, layer.Attribute, findings);
            }
        }
    }

    private static void Check(Layer layer, int attribute, FindingList findings)
    {
        switch (layer)
        {
            case ConvLayer conv:
                Size(findings, attribute, nameof(ConvAttribute.Channels), conv.Channels);
                Size(findings, attribute, nameof(ConvAttribute.Kernel), conv.Kernel);
                Size(findings, attribute, nameof(ConvAttribute.Stride), conv.Stride);
                findings.RequireBetween(
                    ShapeRules.SizeOutOfRange,
                    attribute,
                    nameof(ConvAttribute.Padding),
                    conv.Padding,
                    0,
                    MaximumSize
                );
                break;
            case MaxPoolLayer pool:
                CheckPool(pool, attribute, findings);
                break;
            case BasicBlockLayer block:
                Size(findings, attribute, nameof(BasicBlockAttribute.Channels), block.Channels);
                Size(findings, attribute, nameof(BasicBlockAttribute.Stride), block.Stride);
                break;
            case BottleneckLayer block:
                CheckBottleneck(block, attribute, findings);
                break;
            case LinearLayer linear:
                Size(findings, attribute, nameof(LinearAttribute.Features), linear.Features);
                break;
            case GroupNormLayer norm:
                Size(findings, attribute, nameof(GroupNormAttribute.Groups), norm.Groups);
                break;
            case BatchNormLayer norm:
                findings.Require(
                    norm.Epsilon > 0 && norm.Epsilon < 1,
                    ShapeRules.LayerSetting,
                    attribute,
                    nameof(BatchNormAttribute.Epsilon),
                    "greater than 0 and less than 1",
                    norm.Epsilon
                );
                findings.Require(
                    norm.Momentum > 0 && norm.Momentum <= 1,
                    ShapeRules.LayerSetting,
                    attribute,
                    nameof(BatchNormAttribute.Momentum),
                    "greater than 0 and at most 1",
                    norm.Momentum
                );
                break;
            case DropoutLayer dropout:
                findings.Require(
                    dropout.Probability >= 0 && dropout.Probability < 1,
                    ShapeRules.LayerSetting,
                    attribute,
                    nameof(DropoutAttribute.Probability),
                    "at least 0 and less than 1",
                    dropout.Probability
                );
                break;
        }
    }

    private static void CheckPool(MaxPoolLayer pool, int attribute, FindingList findings)
    {
        Size(findings, attribute, nameof(MaxPoolAttribute.Kernel), pool.Kernel);
        if (pool.Kernel < 1)
        {
            return;
        }

        Size(findings, attribute, nameof(MaxPoolAttribute.Stride), pool.Stride);
        if (pool.Padding < 0 || pool.Padding > pool.Kernel / 2)
        {
            var range = "between 0 and " + Text.Of(pool.Kernel / 2) + ", half the kernel";
            findings.Add(
                ShapeRules.SizeOutOfRange,
                findings.At(attribute, nameof(MaxPoolAttribute.Padding)),
                nameof(MaxPoolAttribute.Padding),
                range,
                Text.Of(pool.Padding)
            );
        }
    }

    private static void CheckBottleneck(BottleneckLayer block, int attribute, FindingList findings)
    {
        Size(findings, attribute, nameof(BottleneckAttribute.Channels), block.Channels);
        Size(findings, attribute, nameof(BottleneckAttribute.Stride), block.Stride);
        if (block.Channels > 0 && block.Channels % 4 != 0)
        {
            var below = block.Channels / 4 * 4;
            var choice = below > 0 ? Text.Of(below) + " or " + Text.Of(below + 4) : "4";
            findings.Add(
                ShapeRules.BottleneckChannels,
                findings.At(attribute, nameof(BottleneckAttribute.Channels)),
                Text.Of(block.Channels),
                choice
            );
        }
    }

    private static void Size(FindingList findings, int attribute, string setting, int value) =>
        findings.RequireBetween(ShapeRules.SizeOutOfRange, attribute, setting, value, 1, MaximumSize);
}
