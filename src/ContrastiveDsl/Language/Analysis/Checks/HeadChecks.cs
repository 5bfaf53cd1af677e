namespace ContrastiveDsl.Language;

/// <summary>Checks a head, whatever it is for.</summary>
internal static class HeadChecks
{
    /// <summary>Size of the output that a list is offered.</summary>
    private const int UsualOutput = 128;

    /// <summary>Settings that lay a perceptron out.</summary>
    private static readonly string[] OfPerceptrons =
    [
        nameof(HeadAttribute.Preset),
        nameof(HeadAttribute.Hidden),
        nameof(HeadAttribute.Layers),
        nameof(HeadAttribute.Norm),
        nameof(HeadAttribute.Activation),
        nameof(HeadAttribute.Groups),
        nameof(HeadAttribute.HiddenBias),
        nameof(HeadAttribute.OutputBias),
        nameof(HeadAttribute.OutputNorm),
        nameof(HeadAttribute.OutputAffine),
    ];

    /// <summary>Settings that lay a head of patches out.</summary>
    private static readonly string[] OfPatchHeads =
    [
        nameof(PatchHeadAttribute.Patches),
        nameof(HeadAttribute.Hidden),
        nameof(HeadAttribute.OutputNorm),
        nameof(HeadAttribute.Groups),
        nameof(HeadAttribute.OutputAffine),
    ];

    /// <summary>Checks one head, alone or with the input that an experiment gave it.</summary>
    public static void Check(HeadModel head, FindingList findings)
    {
        // A custom module that cannot be used at all has been reported as such.
        if (head.IsCustom && head.Constructor == CustomConstructor.None)
        {
            return;
        }

        CheckSizes(head, findings);
        LayerChecks.CheckSettings(head.Layers, findings);
        if (!LayerChecks.AreShapesSound(findings))
        {
            return;
        }

        LayerChecks.CheckFlow(head, findings);
        if (head.Kind == HeadKind.Layers && LayerChecks.AreShapesSound(findings))
        {
            CheckList(head, findings);
        }
    }

    private static void CheckSizes(HeadModel head, FindingList findings)
    {
        var at = head.Attribute;
        if (head.Input != 0)
        {
            findings.RequireSize(at, nameof(HeadAttribute.Input), head.Input, 1, int.MaxValue);
        }

        if (head.IsCustom && head.StatedOutput == 0)
        {
            findings.Add(
                DeclarationRules.SizeNotStated,
                findings.At(at, nameof(HeadAttribute.Output)),
                head.Type.Name,
                nameof(HeadAttribute.Output)
            );
        }
        else if (head.Kind != HeadKind.Layers || head.StatedOutput != 0)
        {
            findings.RequireSize(at, nameof(HeadAttribute.Output), head.StatedOutput);
        }

        if (head.Kind == HeadKind.Sizes)
        {
            CheckPerceptron(head, findings);
        }
    }

    private static void CheckPerceptron(HeadModel head, FindingList findings)
    {
        if (head.Role == DeclarationKind.PatchHead)
        {
            findings.RequireSize(
                head.Attribute,
                nameof(PatchHeadAttribute.Patches),
                head.Patches,
                1,
                PretextTransforms.MaximumPatches
            );
        }

        // A head of patches without a hidden size has that of its output, which has been checked.
        if (head.Hidden != 0 && (head.Role != DeclarationKind.PatchHead || head.Hidden != head.StatedOutput))
        {
            findings.RequireSize(head.Attribute, nameof(HeadAttribute.Hidden), head.Hidden);
        }

        // A hidden layer that follows its input is as wide as that.
        if (head is { Hidden: 0, StatedLayers: > 1, Input: > Limits.Size })
        {
            findings.RequireSize(head.Attribute, nameof(HeadAttribute.Hidden), head.Input);
        }

        findings.RequireSize(
            head.Attribute,
            nameof(HeadAttribute.Layers),
            head.StatedLayers,
            1,
            HeadResolver.MaximumLayers
        );
        if (head.ReadsGroups)
        {
            findings.RequireSize(head.Attribute, nameof(HeadAttribute.Groups), head.Groups);
        }
    }

    private static void CheckList(HeadModel head, FindingList findings)
    {
        foreach (var layer in head.Layers)
        {
            if (layer.Layer is LinearLayer)
            {
                CheckStated(head, findings);
                return;
            }
        }

        findings.Add(ShapeRules.NoLinear, head.At(), head.Type.Name);
        findings.Offer(
            Edit.AddBehind(
                findings.At(head.Layers[head.Layers.Count - 1].Attribute),
                "[Linear(" + Text.Of(head.StatedOutput == 0 ? UsualOutput : head.StatedOutput) + ")]"
            )
        );
    }

    private static void CheckStated(HeadModel head, FindingList findings)
    {
        if (head.StatedOutput != 0 && head.StatedOutput != head.Output)
        {
            var place = head.At(nameof(HeadAttribute.Output));
            findings.Add(
                ShapeRules.StatedSize,
                place,
                head.Type.Name,
                nameof(HeadAttribute.Output),
                Text.Of(head.StatedOutput),
                Text.Of(head.Output)
            );
            findings.Offer(Edit.Remove(place));
        }
    }

    /// <summary>Checks that settings which are written have an effect.</summary>
    /// <param name="head">The head.</param>
    /// <param name="declaring">The attribute that declares it.</param>
    /// <param name="findings">Where findings go.</param>
    public static void CheckUnused(HeadModel head, RawAttribute declaring, FindingList findings)
    {
        if (head.Role == DeclarationKind.PatchHead)
        {
            CheckUnusedOfPatches(head, declaring, findings);
        }
        else
        {
            CheckUnusedOfPerceptron(head, declaring, findings);
        }
    }

    private static void CheckUnusedOfPatches(HeadModel head, RawAttribute declaring, FindingList findings)
    {
        if (head.IsCustom)
        {
            findings.AddUnused(declaring, "whose module is custom", OfPatchHeads);
        }
        else if (head.OutputNorm == Norm.None)
        {
            findings.AddUnused(
                declaring,
                "whose OutputNorm is Norm.None",
                nameof(HeadAttribute.OutputAffine),
                nameof(HeadAttribute.Groups)
            );
        }
        else if (head.OutputNorm != Norm.Group)
        {
            findings.AddUnused(declaring, "which has no Norm.Group", nameof(HeadAttribute.Groups));
        }
    }

    private static void CheckUnusedOfPerceptron(HeadModel head, RawAttribute declaring, FindingList findings)
    {
        if (head.Kind != HeadKind.Sizes)
        {
            findings.AddUnused(
                declaring,
                head.IsCustom ? "whose module is custom" : "whose layers are listed",
                OfPerceptrons
            );
            return;
        }

        if (head.StatedLayers == 1)
        {
            findings.AddUnused(
                declaring,
                "which has a single layer",
                nameof(HeadAttribute.Hidden),
                nameof(HeadAttribute.Norm),
                nameof(HeadAttribute.Activation),
                nameof(HeadAttribute.HiddenBias)
            );
        }

        if (head.OutputNorm == Norm.None)
        {
            findings.AddUnused(declaring, "whose OutputNorm is Norm.None", nameof(HeadAttribute.OutputAffine));
        }

        if (!head.ReadsGroups)
        {
            findings.AddUnused(declaring, "which has no Norm.Group", nameof(HeadAttribute.Groups));
        }
    }
}
