namespace ContrastiveDsl.Language;

/// <summary>Checks the parts that a class names.</summary>
internal static class PartChecks
{
    /// <summary>
    /// Checks that an experiment has its parts and one optimizer, and that listed transforms are transforms.
    /// </summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        if (raw.Kind == DeclarationKind.Experiment)
        {
            var method = raw.Declaring!;
            CheckPart(method, nameof(ExperimentAttribute.Encoder), DeclarationKind.Encoder, findings);
            CheckPart(method, nameof(ExperimentAttribute.Projector), DeclarationKind.Projector, findings);
            CheckPart(method, nameof(ExperimentAttribute.Views), DeclarationKind.Views, findings);
            CheckPart(method, nameof(ExperimentAttribute.Loss), DeclarationKind.Loss, findings);
            CheckOptional(method, nameof(ExperimentAttribute.SecondViews), DeclarationKind.Views, findings);
            CheckPredictor(method, findings);
            CheckCustomParts(method, findings);
            CheckOptimizers(raw, method, findings);
        }
        else if (raw.Kind == DeclarationKind.Views)
        {
            CheckTransforms(raw, findings);
        }
    }

    private static void CheckPart(RawAttribute method, string name, DeclarationKind kind, FindingList findings)
    {
        if (method.Class(name) is not { } part)
        {
            var suggestion = name + " = typeof(…), a class with [" + Declaring(method, kind) + "]";
            findings.Add(
                DeclarationRules.MissingPart,
                findings.At(method.Index, name),
                MethodCatalogue.Find(method.Name)!.Name,
                KindNames.Of(kind),
                suggestion
            );
        }
        else if (part.Kind != kind)
        {
            ReportWrong(method, name, kind, part, findings);
        }
    }

    /// <summary>Parts that only some methods have: those of patches, and networks of the keys.</summary>
    private static void CheckCustomParts(RawAttribute method, FindingList findings)
    {
        if (MethodCatalogue.Find(method.Name) is not { } entry)
        {
            return;
        }

        if (entry.HasPatches)
        {
            CheckPart(method, nameof(PatchExperimentAttribute.PatchHead), DeclarationKind.PatchHead, findings);
            CheckPart(method, nameof(PatchExperimentAttribute.PatchViews), DeclarationKind.Views, findings);
        }

        if (entry.TrainsKeys)
        {
            CheckOptional(method, nameof(EndToEndAttribute.KeyEncoder), DeclarationKind.Encoder, findings);
            CheckOptional(method, nameof(EndToEndAttribute.KeyProjector), DeclarationKind.Projector, findings);
        }
    }

    private static void CheckOptional(RawAttribute method, string name, DeclarationKind kind, FindingList findings)
    {
        if (method.Class(name) is { } part && part.Kind != kind)
        {
            ReportWrong(method, name, kind, part, findings);
        }
    }

    private static void CheckPredictor(RawAttribute method, FindingList findings)
    {
        if (MethodCatalogue.Find(method.Name) is not { HasPredictor: true } entry)
        {
            return;
        }

        if (method.Class(nameof(PredictiveExperimentAttribute.Predictor)) is not { } part)
        {
            findings.Add(
                MethodRules.MissingPredictor,
                findings.At(method.Index, nameof(PredictiveExperimentAttribute.Predictor)),
                entry.Name,
                entry.PredictorReason
            );
        }
        else if (part.Kind != DeclarationKind.Predictor)
        {
            ReportWrong(
                method,
                nameof(PredictiveExperimentAttribute.Predictor),
                DeclarationKind.Predictor,
                part,
                findings
            );
        }
    }

    private static void CheckOptimizers(RawClass raw, RawAttribute method, FindingList findings)
    {
        RawAttribute? first = null;
        foreach (var attribute in raw.Attributes)
        {
            if (!Words.IsOptimizer(attribute.Name))
            {
                continue;
            }

            if (first is not null)
            {
                findings.AddConflict(
                    OptimizerRules.TwoOptimizers,
                    findings.At(attribute.Index),
                    findings.At(first.Index),
                    raw.Type.Name,
                    first.Name,
                    attribute.Name
                );
                return;
            }

            first = attribute;
        }

        if (first is null && !findings.RefusesRecipe(raw))
        {
            findings.Add(
                DeclarationRules.MissingPart,
                findings.At(method.Index),
                MethodCatalogue.Find(method.Name)!.Name,
                "an optimizer",
                "for example [Adam(LearningRate = 0.001)]"
            );
        }
    }

    private static void CheckTransforms(RawClass raw, FindingList findings)
    {
        foreach (var attribute in raw.Attributes)
        {
            if (
                attribute.Is<TransformAttribute>()
                && attribute.Class(nameof(TransformAttribute.Type)) is { } type
                && type.Kind != DeclarationKind.Transform
            )
            {
                ReportWrong(attribute, nameof(TransformAttribute.Type), DeclarationKind.Transform, type, findings);
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
            KindNames.Of(part.Kind),
            Declaring(attribute, kind)
        );

    /// <summary>The attribute that makes a class such a part: of losses, the one of the method.</summary>
    private static string Declaring(RawAttribute attribute, DeclarationKind kind) =>
        kind == DeclarationKind.Loss && MethodCatalogue.Find(attribute.Name) is { } method
            ? method.Loss.Word
            : KindNames.Attribute(kind);
}
