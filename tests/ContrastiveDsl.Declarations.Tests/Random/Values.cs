using System.Globalization;

namespace ContrastiveDsl.Declarations.Tests.Random;

/// <summary>Values of settings, as source: such as are meant, and such as nobody means.</summary>
/// <param name="chance">Chooses.</param>
internal sealed class Values(Chance chance)
{
    private static readonly int[] OddNumbers =
    [
        0,
        -1,
        1,
        2,
        3,
        5,
        7,
        9,
        64,
        255,
        256,
        4095,
        4096,
        4097,
        65_536,
        65_537,
        1 << 18,
        1 << 20,
        (1 << 20) + 1,
        int.MaxValue - 1,
        int.MaxValue,
        int.MinValue,
    ];

    private static readonly double[] OddReals =
    [
        0,
        -0.0,
        -1,
        1,
        2,
        0.5,
        0.999,
        1.0001,
        50,
        255,
        1e-12,
        1e-300,
        double.Epsilon,
        1e12,
        1e300,
        double.MaxValue,
        double.MinValue,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
    ];

    /// <summary>A value as a user would write it.</summary>
    public string Usual(Setting setting, Plan plan) =>
        setting.Key switch
        {
            "Encoder.Channels" => Of(plan.Channels),
            "Encoder.ImageSize" => Of(plan.ImageSize),
            "Encoder.Features" => Of(plan.Features),
            "Encoder.Width" => Of(chance.Of(8, 16)),
            "Encoder.Stem" when chance.Is(0.8) => "Stem.Small",
            "PatchHead.Patches" => Of(plan.Patches),
            "VisionTransformer.Patch" => Of(4),
            "VisionTransformer.Width" => Of(chance.Of(16, 24)),
            "VisionTransformer.Depth" => Of(chance.Between(1, 2)),
            "VisionTransformer.Heads" => Of(chance.Of(2, 4)),
            "VisionTransformer.Mlp" => Of(chance.Of(16, 32)),
            "Conv.Kernel" => Of(chance.Of(1, 3, 3, 5)),
            "Conv.Padding" => Of(chance.Between(0, 1)),
            "MaxPool.Kernel" => Of(chance.Of(2, 2, 3)),
            "MaxPool.Padding" => Of(chance.Between(0, 1)),
            "GaussianBlur.Kernel" => Of(chance.Of(3, 3, 5)),
            "RandomResizedCrop.Size" => Of(plan.ImageSize),
            "ColorJitter.Hue" => Of(chance.Between(0, 0.5)),
            "Training.BatchSize" => Of(plan.BatchSize),
            "Training.Epochs" => Of(chance.Between(5, 40)),
            "Training.Seed" => chance.Any(chance.Is(0.97)).ToString(CultureInfo.InvariantCulture),
            "Images.Count" => Of(chance.Between(200, 3000)),
            "Images.Classes" => Of(chance.Between(2, 20)),
            "CosineSchedule.WarmupFraction" => Of(chance.Between(0.01, 0.2)),
            "CosineSchedule.WarmupEpochs" => Of(chance.Between(1, 3)),
            "CosineSchedule.DecayEpochs" => Of(chance.Between(4, 5)),
            "StepSchedule.WarmupEpochs" => Of(chance.Between(0, 1)),
            "StepSchedule.Milestones" => Milestones(),
            "CosineSchedule.FinalLearningRate" => Of(chance.Between(0, 1e-5)),
            "CosineSchedule.FinalWeightDecay" => Of(chance.Between(0, 1e-3)),
            "MemoryBank.Negatives" => Of(chance.Of(0, 8, 16, 32)),
            "NegativeQueue.Size" => Of(plan.BatchSize * chance.Between(2, 8)),
            "MomentumEncoder.Momentum" => Of(chance.Between(0.95, 0.999)),
            "MomentumEncoder.FinalMomentum" => Of(chance.Between(0.999, 1)),
            "MoCo.Version" => Of(chance.Between(1, 2)),
            "Training.MicroBatch" => Of(plan.BatchSize / 2),
            "Mae.MaskRatio" or "SimMim.MaskRatio" => Of(chance.Between(0.3, 0.75)),
            "Mae.DecoderWidth" => Of(chance.Of(16, 24)),
            "Mae.DecoderDepth" => Of(chance.Between(1, 2)),
            "Mae.DecoderHeads" => Of(chance.Of(2, 4)),
            "SimMim.MaskSize" => Of(chance.Of(0, 4)),
            "Nnclr.SupportSize" => Of(plan.BatchSize * chance.Between(2, 8)),
            "Dino.Prototypes" or "Swav.Prototypes" => Of(chance.Of(8, 16)),
            "Swav.QueueSize" => Of(plan.BatchSize * chance.Between(2, 8)),
            "Swav.QueueEpoch" or "Swav.FrozenEpochs" or "Dino.FrozenEpochs" => Of(chance.Between(0, 2)),
            "Dino.TeacherTemperature" or "Dino.WarmupTeacherTemperature" => Of(chance.Between(0.02, 0.06)),
            "Dino.TeacherTemperatureWarmupEpochs" => Of(chance.Between(0, 3)),
            "Dino.CenterMomentum" => Of(chance.Between(0.5, 0.99)),
            "Distill.Teacher" => "\"" + Of(plan.Output) + ".toy\"",
            "Distill.TeacherMean" or "Distill.TeacherStd" => Statistics(setting, plan),
            "Distill.QueueSize" => Of(plan.BatchSize * chance.Between(2, 8)),
            "SupCon.ViewCount" => Of(chance.Between(2, 3)),
            "Pirl.Lambda" => Of(chance.Between(0.1, 0.9)),
            "Cpc.Patch" => Of(8),
            "Cpc.Stride" => Of(chance.Of(2, 4)),
            "Cpc.Steps" => Of(1),
            "Cpc.ContextLayers" => Of(chance.Between(1, 3)),
            "Jigsaw.Grid" => Of(2),
            "Jigsaw.Cell" => Of(chance.Of(8, 8, 10)),
            "Jigsaw.Jitter" => Of(chance.Between(0, 2)),
            "SplitBatchNorm.Splits" => Of(2),
            "Posterize.Bits" => Of(chance.Between(1, 7)),
            "Solarize.Threshold" => Of(chance.Between(0.3, 0.8)),
            "Dropout.Probability" => Of(chance.Between(0.05, 0.5)),
            "Normalize.Mean" or "Normalize.Std" => Statistics(setting, plan),
            _ => Usual(setting.Name, setting, plan),
        };

    /// <summary>A value that may be anything of its type.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="classes">Classes that a <c>typeof</c> may name.</param>
    public string Odd(Setting setting, IReadOnlyList<string> classes)
    {
        var type = Nullable.GetUnderlyingType(setting.Type) ?? setting.Type;
        if (type.IsEnum)
        {
            return chance.Is(0.7)
                ? chance.Of(Vocabulary.ValuesOf(type))
                : chance.Of($"({type.Name})99", $"({type.Name})(-1)", $"default({type.Name})");
        }

        return true switch
        {
            _ when type == typeof(bool) => chance.Of("false", "true"),
            _ when type == typeof(int) => Of(chance.Of(OddNumbers)),
            _ when type == typeof(long) => chance.Of("0", "-1", "1", "long.MaxValue", "long.MinValue"),
            _ when type == typeof(double) => Of(chance.Of(OddReals)),
            _ when type == typeof(double[]) => OddArray(),
            _ when type == typeof(int[]) => OddEpochs(),
            _ when type == typeof(string) => chance.Of("\"\"", "\" \"", "null", "\"a \\\"b\\\" \\\\ c\"", "\"8.toy\""),
            _ => chance.Of([
                .. classes.Select(name => "typeof(" + name + ")"),
                "typeof(int)",
                "typeof(int[])",
                "typeof(void)",
                "typeof(System.Collections.Generic.List<>)",
                "typeof(System.IDisposable)",
                "typeof(Missing)",
            ]),
        };
    }

    private string Usual(string name, Setting setting, Plan plan) =>
        name switch
        {
            "Channels" => Of(chance.Of(8, 8, 16)),
            "Groups" => Of(chance.Of(2, 4)),
            "Stride" => Of(chance.Of(1, 1, 2)),
            "Features" or "Hidden" or "Input" => Of(chance.Of(8, 12, 16)),
            "Output" => Of(plan.Output),
            "Layers" => Of(chance.Between(1, 3)),
            "Probability" => Of(chance.Between(0.1, 0.9)),
            "LearningRate" => Of(DefaultOf<double>(setting) * chance.Between(0.5, 1.5)),
            "WeightDecay" => Of(chance.Of(1e-6, 1e-5, 1e-4)),
            "Brightness" or "Contrast" or "Saturation" => Of(chance.Between(0.1, 0.9)),
            _ => OfType(setting, setting.Type),
        };

    /// <summary>Near the default, of whatever it is: what a new setting gets that nothing is said of here.</summary>
    private string OfType(Setting setting, Type type)
    {
        if (Vocabulary.ValuesOf(type) is { Count: > 0 } values)
        {
            return chance.Of(values);
        }

        if (type == typeof(double))
        {
            var usual = DefaultOf<double>(setting);
            return Of(usual is 0 or double.NaN ? chance.Between(0.05, 0.3) : usual * chance.Between(0.7, 1));
        }

        return type == typeof(int) ? Of(Math.Max(1, DefaultOf<int>(setting) + chance.Between(-1, 1)))
            : type == typeof(double[]) ? "new double[] { 0.5 }"
            : throw new NotSupportedException($"{setting.Key} is a {type.Name}, of which no values are known.");
    }

    private static T DefaultOf<T>(Setting setting)
        where T : struct
    {
        var constructor = setting.Attribute.GetConstructors().OrderBy(taken => taken.GetParameters().Length).First();
        var made = constructor.Invoke([
            .. constructor
                .GetParameters()
                .Select(parameter =>
                    parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null
                ),
        ]);
        return setting.Attribute.GetProperty(setting.Name)?.GetValue(made) is T value ? value : default;
    }

    private string Statistics(Setting setting, Plan plan)
    {
        string Number() => Of(chance.Between(0.2, 0.5));
        return setting.Type == typeof(double)
            ? Number()
            : "new double[] { "
                + string.Join(", ", Enumerable.Range(0, chance.Is(0.97) ? plan.Channels : 1).Select(_ => Number()))
                + " }";
    }

    private string OddArray() =>
        "new double[] { "
        + string.Join(", ", Enumerable.Range(0, chance.Between(0, 4)).Select(_ => Of(chance.Of(OddReals))))
        + " }";

    private string Milestones()
    {
        var first = chance.Between(1, 2);
        return chance.Is(0.5) ? Of(first) : Of(first) + ", " + Of(first + chance.Between(1, 2));
    }

    private string OddEpochs() =>
        "new int[] { "
        + string.Join(", ", Enumerable.Range(0, chance.Between(0, 3)).Select(_ => Of(chance.Of(OddNumbers))))
        + " }";

    private static string Of(int value) =>
        value == int.MinValue ? "int.MinValue" : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A few digits, as people write; whole numbers of reals keep their point now and then.</summary>
    private static string Of(double value) =>
        value switch
        {
            double.NaN => "double.NaN",
            double.PositiveInfinity => "double.PositiveInfinity",
            double.NegativeInfinity => "double.NegativeInfinity",
            double.MaxValue => "double.MaxValue",
            double.MinValue => "double.MinValue",
            double.Epsilon => "double.Epsilon",
            _ when double.IsNegative(value) && value == 0 => "-0.0",
            _ => value.ToString("G4", CultureInfo.InvariantCulture),
        };
}
