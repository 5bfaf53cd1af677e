using System;
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
                CheckLoss(raw, findings);
                break;
            case DeclarationKind.Transform:
                CheckTransform(raw, findings);
                break;
            case DeclarationKind.Views or DeclarationKind.Loss:
                RequireNoBase(raw, "a static class", findings);
                break;
        }
    }

    /// <summary>
    /// Checks that generated code can call custom code of another assembly, where nothing may have been wrong with it:
    /// what is internal there, others do not see.
    /// </summary>
    /// <param name="raw">The class of the custom code.</param>
    /// <param name="place">Where it is named.</param>
    /// <param name="findings">Where findings go.</param>
    public static void CheckElsewhere(RawClass raw, Place place, FindingList findings)
    {
        const string fix = "Make it public there";
        const string reason = "it has no constructor that this project sees and that takes ";
        if (raw.Facts.FromSource || raw.Facts.IsBroken)
        {
            return;
        }

        switch (raw.Kind)
        {
            case DeclarationKind.Encoder when EncoderForm.Of(raw).Module == CustomConstructor.None:
                Add(reason + "nothing, or a device alone");
                break;
            case var kind when kind.IsHead() && HeadForm.Of(raw, raw.Declaring!).Module == CustomConstructor.None:
                Add(reason + "the size of the input");
                break;
            case DeclarationKind.Loss when raw.Declaring!.Is<LossAttribute>() && raw.Facts.LossParameters.Count == 0:
                AddMethod(DeclarationRules.LossSignature, CustomMethods.Compute, "Tensor z0, Tensor z1");
                break;
            case DeclarationKind.Transform when !raw.Facts.AppliesTransform && !raw.Facts.AppliesWithoutDraws:
                AddMethod(
                    DeclarationRules.TransformSignature,
                    CustomMethods.Apply,
                    "Tensor images, TransformDraws draws",
                    string.Empty
                );
                break;
        }

        void Add(string why) =>
            findings.Add(DeclarationRules.UnusableModule, place, raw.Type.Name, KindNames.Of(raw.Kind), why, fix);

        void AddMethod(Rule rule, string method, string parameters, params string[] more) =>
            findings.Add(
                rule,
                place,
                [
                    "'" + raw.Type.Name + "' has no " + method + " that this project sees and could call",
                    "Make it public there: " + Signature(method, parameters),
                    .. more,
                ]
            );
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

        if (EncoderForm.Of(raw).Module is not { } constructor)
        {
            RequireNoBase(raw, "a " + Module + " of its own", findings);
        }
        else if (raw.Facts.BaseClass is null)
        {
            findings.AddOnClass(DeclarationRules.EmptyEncoder, raw.Type.Name);
        }
        else
        {
            CheckModule(
                raw,
                constructor,
                "nothing, or a device alone",
                raw.Type.Name + "(Device? device = null)",
                findings
            );
        }
    }

    private static void CheckHead(RawClass raw, FindingList findings)
    {
        if (HeadForm.Of(raw, raw.Declaring!).Module is not { } constructor)
        {
            RequireNoBase(raw, "a " + Module + " of its own", findings);
            return;
        }

        CheckModule(
            raw,
            constructor,
            "the size of the input",
            raw.Type.Name + "(int inputSize, Device? device = null)",
            findings
        );
    }

    private static void CheckModule(
        RawClass raw,
        CustomConstructor usable,
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
            _ when usable == CustomConstructor.None => (
                "it has no public constructor that takes " + takes,
                "Add 'public " + constructor + "'"
            ),
            _ => (string.Empty, string.Empty),
        };
        if (reason.Length > 0)
        {
            findings.AddOnClass(DeclarationRules.UnusableModule, raw.Type.Name, KindNames.Of(raw.Kind), reason, fix);
        }
        else
        {
            CheckRegistration(raw, findings);
        }
    }

    private static void CheckLoss(RawClass raw, FindingList findings)
    {
        if (raw.Facts.LossParameters.Count == 0)
        {
            var (fault, fix) = Misfit(
                raw,
                CustomMethods.Compute,
                "has no method that takes what a method compares, mostly two batches of projections",
                "Tensor z0, Tensor z1",
                keeps: true
            );
            findings.Add(DeclarationRules.LossSignature, AtMethod(raw, CustomMethods.Compute, findings), fault, fix);
        }
    }

    private static void CheckTransform(RawClass raw, FindingList findings)
    {
        var draws = raw.Declaring!.Bind<TransformAttribute>().Draws;
        findings.RequireSize(raw.Declaring.Index, nameof(TransformAttribute.Draws), draws, 0, Limits.Draws);
        if (raw.Facts.AppliesTransform || (raw.Facts.AppliesWithoutDraws && draws == 0))
        {
            return;
        }

        var (fault, fix) = raw.Facts.AppliesWithoutDraws
            ? (
                MethodOf(raw, CustomMethods.Apply)
                    + " takes no random numbers, but is to have "
                    + Text.Of(draws)
                    + " for each image",
                "Declare it as " + Signature(CustomMethods.Apply, "Tensor images, TransformDraws draws")
            )
            : Misfit(
                raw,
                CustomMethods.Apply,
                "has no method that changes images",
                draws == 0 ? "Tensor images" : "Tensor images, TransformDraws draws",
                keeps: draws == 0
            );
        var hint =
            draws == 0 || TakesDraws(raw)
                ? string.Empty
                : " Read draws there, for example by draws.Uniform(0, 0.5, 1.0).";
        var without = raw.Facts.AppliesWithoutDraws ? " If it needs none, set Draws = 0." : string.Empty;
        findings.Add(
            DeclarationRules.TransformSignature,
            AtMethod(raw, CustomMethods.Apply, findings),
            fault,
            fix,
            hint + without
        );
    }

    /// <summary>Whether its method takes what it should, random numbers among that.</summary>
    private static bool TakesDraws(RawClass raw) =>
        raw.Facts.UnfitMethod?.Parameters is { } taken
        && taken.IndexOf("TransformDraws", StringComparison.Ordinal) >= 0;

    /// <summary>The method where there is one that has to be changed, or else the class.</summary>
    private static Place AtMethod(RawClass raw, string method, FindingList findings) =>
        raw.Facts.UnfitMethod is not null || raw.Facts.AppliesWithoutDraws
            ? findings.At() with
            {
                Member = method,
            }
            : findings.At();

    /// <summary>What keeps a class's method from being called, and how it should be declared.</summary>
    /// <param name="raw">The class.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="missing">What is said where there is none of that name.</param>
    /// <param name="parameters">What it should take.</param>
    /// <param name="keeps">Whether its own parameters, if they are not at fault, are what it should take.</param>
    private static (string Fault, string Fix) Misfit(
        RawClass raw,
        string method,
        string missing,
        string parameters,
        bool keeps
    )
    {
        return raw.Facts.UnfitMethod is { } unfit
            ? (
                MethodOf(raw, method) + " " + Text.And(unfit.Faults),
                "Declare it as " + Signature(method, (keeps ? unfit.Parameters : null) ?? parameters)
            )
            : ("'" + raw.Type.Name + "' " + missing, "Add " + Signature(method, parameters));
    }

    private static string MethodOf(RawClass raw, string method) => "'" + raw.Type.Name + "." + method + "'";

    private static string Signature(string method, string parameters) =>
        "'public static Tensor " + method + "(" + parameters + ")'";

    private static void CheckRegistration(RawClass raw, FindingList findings)
    {
        if (raw.Facts.Unregistered is { } member)
        {
            var (fault, fix) = member.IsCollection
                ? (
                    "keeps layers in '" + member.Name + "', into which TorchSharp does not look: they are",
                    "Register each with register_module, or make '" + member.Name + "' a ModuleList"
                )
                : (
                    "does not register '" + member.Name + "': it is",
                    "Call RegisterComponents() at the end of its constructor"
                );
            findings.AddOnClass(DeclarationRules.Unregistered, raw.Type.Name, fault, fix);
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
