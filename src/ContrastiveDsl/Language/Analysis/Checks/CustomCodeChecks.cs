using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks base classes and users' custom code.</summary>
internal static class CustomCodeChecks
{
    private const string Module = "Module<Tensor, Tensor>";

    /// <summary>Checks one class.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        if (!raw.Facts.FromSource || raw.Facts.IsBaseUnknown)
        {
            return;
        }

        switch (raw.Kind)
        {
            case DeclarationKind.Encoder:
                CheckEncoder(raw, findings);
                break;
            case var kind when kind.IsHead():
                CheckHead(raw, findings);
                break;
            case DeclarationKind.Loss when raw.Declaring!.Is<LossAttribute>():
                CheckMethod(raw, raw.Facts.LossParameters.Count > 0, DeclarationRules.LossSignature, findings);
                break;
            case DeclarationKind.Transform:
                CheckMethod(raw, raw.Facts.AppliesTransform, DeclarationRules.TransformSignature, findings);
                findings.RequireSize(
                    raw.Declaring!.Index,
                    nameof(TransformAttribute.Draws),
                    raw.Declaring.Bind<TransformAttribute>().Draws,
                    0,
                    Limits.Draws
                );
                break;
            case DeclarationKind.Views or DeclarationKind.Loss:
                RequireNoBase(raw, "a static class", findings);
                break;
        }
    }

    private static void CheckEncoder(RawClass raw, FindingList findings)
    {
        var attribute = raw.Declaring!;
        var layer = LayerReader.FirstLayer(raw);
        if (attribute.Has(nameof(EncoderAttribute.Backbone)) && layer is not null)
        {
            findings.AddConflict(
                DeclarationRules.BackboneAndLayers,
                findings.At(attribute.Index, nameof(EncoderAttribute.Backbone)),
                findings.At(layer.Index),
                raw.Type.Name,
                layer.Name
            );
            findings.Offer([
                .. raw
                    .Attributes.Where(listed => Words.IsLayer(listed.Name))
                    .Select(listed => Edit.Remove(findings.At(listed.Index))),
            ]);
        }

        if (attribute.Has(nameof(EncoderAttribute.Backbone)) || layer is not null)
        {
            RequireNoBase(raw, "a " + Module + " of its own", findings);
        }
        else if (raw.Facts.BaseClass is null)
        {
            findings.AddOnClass(DeclarationRules.EmptyEncoder, raw.Type.Name);
        }
        else
        {
            var isCreatable = raw.Facts.CreatesFromNothing || raw.Facts.CreatesFromDevice;
            CheckModule(
                raw,
                isCreatable,
                "nothing, or a device alone",
                raw.Type.Name + "(Device? device = null)",
                findings
            );
        }
    }

    private static void CheckHead(RawClass raw, FindingList findings)
    {
        if (!raw.Facts.IsModule || (raw.Kind != DeclarationKind.PatchHead && LayerReader.FirstLayer(raw) is not null))
        {
            RequireNoBase(raw, "a " + Module + " of its own", findings);
            return;
        }

        var isCreatable = raw.Facts.CreatesFromInputSize || raw.Facts.CreatesFromInputSizeAndDevice;
        CheckModule(
            raw,
            isCreatable,
            "the size of the input",
            raw.Type.Name + "(int inputSize, Device? device = null)",
            findings
        );
    }

    private static void CheckModule(
        RawClass raw,
        bool isCreatable,
        string takes,
        string constructor,
        FindingList findings
    )
    {
        var (reason, fix) = raw.Facts switch
        {
            { IsModule: false } => (
                "it derives from '" + raw.Facts.BaseClass + "', not from " + Module,
                "Derive from " + Module
            ),
            _ when !isCreatable => (
                "it has no public constructor that takes " + takes,
                "Add 'public " + constructor + "'"
            ),
            _ => (string.Empty, string.Empty),
        };
        if (reason.Length > 0)
        {
            findings.AddOnClass(DeclarationRules.UnusableModule, raw.Type.Name, KindNames.Of(raw.Kind), reason, fix);
        }
    }

    private static void CheckMethod(RawClass raw, bool isThere, Rule rule, FindingList findings)
    {
        if (!isThere)
        {
            findings.AddOnClass(rule, raw.Type.Name);
        }
    }

    private static void RequireNoBase(RawClass raw, string generated, FindingList findings)
    {
        if (raw.Facts.BaseClass is { } baseClass)
        {
            findings.AddOnClass(DeclarationRules.HasBaseClass, raw.Type.Name, baseClass, generated);
        }
    }
}
