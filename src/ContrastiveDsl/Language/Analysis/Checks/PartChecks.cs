using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks the parts that a class names.</summary>
internal static class PartChecks
{
    /// <summary>
    /// Checks that an experiment has its parts and one optimizer, and that listed transforms are transforms.
    /// </summary>
    /// <param name="raw">The class, its recipe written out.</param>
    /// <param name="parts">What the classes declare that it names.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(RawClass raw, Func<RawClass, ClassModel> parts, FindingList findings)
    {
        if (raw.Kind == DeclarationKind.Views)
        {
            CheckTransforms(raw, findings);
        }
        else if (raw.Declaring is { } declaring && MethodCatalogue.Find(declaring.Name) is { } method)
        {
            foreach (var part in method.Parts)
            {
                CheckPart(declaring, method, part, parts, findings);
            }

            CheckOptimizers(raw, declaring, method, findings);
            var schedules = raw.Attributes.Where(attribute => Words.IsSchedule(attribute.Name)).ToArray();
            AreTwo(raw, schedules, OptimizerRules.TwoSchedules, findings);
        }
    }

    private static void CheckPart(
        RawAttribute declaring,
        Method method,
        PartFacts part,
        Func<RawClass, ClassModel> parts,
        FindingList findings
    )
    {
        var place = findings.At(declaring.Index, part.Argument);
        if (declaring.Class(part.Argument) is { } named)
        {
            if (named.Kind != part.Kind)
            {
                ReportWrong(declaring, part.Argument, part.Kind, named, findings);
            }
            else
            {
                CheckCode(declaring, place, named, findings);
            }
        }
        else if (part.Kind == DeclarationKind.Predictor)
        {
            findings.Add(
                MethodRules.MissingPredictor,
                place,
                method.Name,
                method.PredictorReason,
                Wanted(declaring, method, part, parts)
            );
            Offer(declaring, method, part, parts, findings);
        }
        else if (part.IsRequired)
        {
            findings.Add(
                DeclarationRules.MissingPart,
                place,
                method.Name,
                KindNames.Of(part.Kind),
                part.Argument + " = typeof(…), a class with " + Wanted(declaring, method, part, parts)
            );
            Offer(declaring, method, part, parts, findings);
        }
    }

    /// <summary>Offers a part that suits those which are there, unless it is never alike, as an encoder.</summary>
    private static void Offer(
        RawAttribute declaring,
        Method method,
        PartFacts part,
        Func<RawClass, ClassModel> parts,
        FindingList findings
    )
    {
        if (Usual(declaring, method, part, parts) is { } usual)
        {
            findings.Offer(Edit.AddPart(findings.At(declaring.Index, part.Argument), usual));
        }
    }

    private static string? Usual(
        RawAttribute declaring,
        Method method,
        PartFacts part,
        Func<RawClass, ClassModel> parts
    )
    {
        var projector = declaring.Class(nameof(ExperimentAttribute.Projector));
        return method.UsualPart(part, declaring, projector is null ? 0 : parts(projector).Head?.Output ?? 0);
    }

    /// <summary>
    /// What stands on a part that is missing: with what it cannot do without, or that were the next error.
    /// </summary>
    private static string Wanted(
        RawAttribute declaring,
        Method method,
        PartFacts part,
        Func<RawClass, ClassModel> parts
    ) =>
        Usual(declaring, method, part, parts)
        ?? "[" + Declaring(declaring, part.Kind) + (part.Kind.IsHead() ? "(Output = …)" : string.Empty) + "]";

    /// <summary>
    /// Checks that a part has generated code, and that it can be named; the fault is the experiment's, not the part's.
    /// </summary>
    private static void CheckCode(RawAttribute attribute, Place place, RawClass named, FindingList findings)
    {
        if (named.Facts.CompiledWithoutGenerator is { } assembly)
        {
            findings.Add(DeclarationRules.WithoutCode, place, named.Type.Name, assembly);
        }
        else if (named.Facts.IsUnbound && !FormChecks.IsCompleted(named))
        {
            findings.Add(DeclarationRules.UnboundPart, place, attribute.Name, named.Type.Name);
        }
        else
        {
            CustomCodeChecks.CheckElsewhere(named, place, findings);
        }
    }

    private static void CheckOptimizers(RawClass raw, RawAttribute declaring, Method method, FindingList findings)
    {
        var optimizers = raw.Attributes.Where(attribute => Words.IsOptimizer(attribute.Name)).ToArray();
        if (
            !AreTwo(raw, optimizers, OptimizerRules.TwoOptimizers, findings)
            && optimizers.Length == 0
            && !RecipeChecks.IsRefused(raw, declaring, method)
        )
        {
            findings.Add(
                DeclarationRules.MissingPart,
                findings.At(declaring.Index),
                method.Name,
                "an optimizer",
                "for example [Adam(LearningRate = 0.001)]"
            );
            findings.Offer(Edit.AddBehind(findings.At(declaring.Index), "[Adam(LearningRate = 0.001)]"));
        }
    }

    /// <summary>Reports two kinds of what there is one of; the same one twice is the compiler's.</summary>
    private static bool AreTwo(RawClass raw, RawAttribute[] written, Rule rule, FindingList findings)
    {
        if (written.FirstOrDefault(attribute => attribute.Name != written[0].Name) is not { } second)
        {
            return false;
        }

        findings.AddConflict(
            rule,
            findings.At(second.Index),
            findings.At(written[0].Index),
            raw.Type.Name,
            written[0].Name,
            second.Name
        );
        findings.Offer(Edit.Remove(findings.At(second.Index)));
        findings.Offer(Edit.Remove(findings.At(written[0].Index)));
        return true;
    }

    private static void CheckTransforms(RawClass raw, FindingList findings)
    {
        foreach (var attribute in raw.Attributes)
        {
            if (!attribute.Is<TransformAttribute>() || attribute.Class(nameof(TransformAttribute.Type)) is not { } type)
            {
                continue;
            }

            if (type.Kind != DeclarationKind.Transform)
            {
                ReportWrong(attribute, nameof(TransformAttribute.Type), DeclarationKind.Transform, type, findings);
            }
            else
            {
                CheckCode(attribute, findings.At(attribute.Index, nameof(TransformAttribute.Type)), type, findings);
            }
        }
    }

    private static void ReportWrong(
        RawAttribute attribute,
        string name,
        DeclarationKind kind,
        RawClass part,
        FindingList findings
    ) =>
        findings.Add(
            DeclarationRules.WrongPart,
            findings.At(attribute.Index, name),
            "[" + attribute.Name + "]",
            KindNames.Of(kind),
            part.Type.Name,
            Instead(part, "[" + Declaring(attribute, kind) + "]")
        );

    /// <summary>What a class is instead, and what to do, as the end of a sentence.</summary>
    private static string Instead(RawClass part, string declaring) =>
        part.Kind == DeclarationKind.None && part.Facts.FromSource
            ? "declares nothing. Put " + declaring + " on it, or name a class that has it"
            : "is " + KindNames.Of(part.Kind) + ". Name a class with " + declaring;

    /// <summary>The attribute that makes a class such a part: of losses, the one of the method.</summary>
    private static string Declaring(RawAttribute attribute, DeclarationKind kind) =>
        kind == DeclarationKind.Loss && MethodCatalogue.Find(attribute.Name) is { } method
            ? method.Loss.Word
            : Words.Declaring(kind);
}
