using System;

namespace ContrastiveDsl.Language;

/// <summary>Checks that values of enumerations are defined: attributes accept any number that is cast.</summary>
internal static class EnumChecks
{
    private static readonly (string Argument, Type Enum)[] Arguments =
    [
        ("Preset", typeof(HeadPreset)),
        ("Backbone", typeof(Backbone)),
        ("Stem", typeof(Stem)),
        ("Norm", typeof(Norm)),
        ("Positions", typeof(Positions)),
        ("OutputNorm", typeof(Norm)),
        ("Scaling", typeof(LearningRateScaling)),
        ("Dialect", typeof(LarsDialect)),
        ("Schedule", typeof(MomentumSchedule)),
        ("Start", typeof(TargetStart)),
        ("Objective", typeof(RaftObjective)),
        ("Recipe", typeof(PaperRecipe)),
        ("Form", typeof(SupConForm)),
        ("Context", typeof(ContextKind)),
        ("Pairs", typeof(SimilarPairs)),
    ];

    /// <summary>Checks every argument of every attribute.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        foreach (var attribute in raw.Attributes)
        {
            foreach (var (argument, type) in Arguments)
            {
                if (attribute.Has(argument))
                {
                    Check(attribute, argument, argument == "Preset" && attribute.Name == Words.AugmentationFamily ? typeof(ViewsPreset) : type, findings);
                }
            }
        }
    }

    private static void Check(RawAttribute attribute, string argument, Type type, FindingList findings)
    {
        var value = attribute.Long(argument, 0);
        if (!Enum.IsDefined(type, Enum.ToObject(type, value)))
        {
            var known = string.Join(", ", Enum.GetNames(type));
            findings.Add(DeclarationRules.UndefinedValue, findings.At(attribute.Index, argument), type.Name, Text.Of(value), known);
        }
    }
}
