using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks whether code can be added to a declared class.</summary>
internal static class FormChecks
{
    /// <summary>Checks partial modifiers, kind of class, and that it declares one thing.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        if (raw.Kind == DeclarationKind.None || !raw.Facts.FromSource)
        {
            return;
        }

        if (IsCompleted(raw))
        {
            CheckForm(raw, findings);
            CheckPartial(raw, findings);
        }
        else if (raw.Facts.IsFileLocal)
        {
            // Custom code is called from another file.
            CheckForm(raw, findings);
        }

        CheckSingle(raw, findings);
        CheckOrder(raw, findings);
    }

    /// <summary>
    /// Whether code is generated into the class. Custom losses and transforms are called as they are.
    /// </summary>
    public static bool IsCompleted(RawClass raw) =>
        raw.Kind is not (DeclarationKind.None or DeclarationKind.Transform)
        && raw.Declaring?.Is<LossAttribute>() != true;

    /// <summary>
    /// Whether a further part of the class would compile. One of a wrong form can be re-opened too, so that its surface
    /// is there.
    /// </summary>
    public static bool CanReopen(RawClass raw) =>
        raw.Facts is { FromSource: true, IsPartial: true, NonPartialContainer: null, IsFileLocal: false };

    /// <summary>
    /// Whether generated code can name the class and, where it is to be a network, call it as a module, sound or not.
    /// </summary>
    public static bool IsUsable(RawClass raw) =>
        raw.Facts is { IsFileLocal: false, IsUnbound: false, CompiledWithoutGenerator: null }
        && (!raw.Kind.IsNetwork() || !raw.Facts.FromSource || raw.Facts.IsModule || BecomesModule(raw));

    private static bool BecomesModule(RawClass raw) =>
        CanReopen(raw)
        && raw.Facts is { IsRecord: false, IsStatic: false, BaseClass: null }
        && !HasOwnForward(raw.Facts.Members);

    /// <summary>Whether a method of the user's takes the place of the one that every module has.</summary>
    public static bool HasOwnForward(IEnumerable<RawMember> members) =>
        members.Any(member => member is { Name: "forward", IsOverride: false });

    /// <summary>
    /// What keeps a class from being completed, how to change it, and the word to take away, if one is all;
    /// <see langword="null"/> where nothing does.
    /// </summary>
    private static (string Form, string Fix, string? Word)? WrongForm(RawClass raw) =>
        raw.Facts switch
        {
            { IsFileLocal: true } => ("local to its file", "Remove 'file'", "file"),
            { IsGeneric: true } => (
                "generic or inside a generic type",
                "Remove the type parameters, or move the class out",
                null
            ),
            { IsRecord: true } => ("a record", "Write 'class' instead of 'record'", "record"),
            { IsAbstract: true } => ("abstract", "Remove 'abstract'", "abstract"),
            { HasPrimaryConstructor: true, IsModule: false } => (
                "declared with a primary constructor",
                "Remove the parameters after its name",
                null
            ),
            { IsStatic: true } when raw.Kind.HasInstances() => ("static", "Remove 'static'", "static"),
            _ => null,
        };

    private static void CheckForm(RawClass raw, FindingList findings)
    {
        if (WrongForm(raw) is var (form, fix, word))
        {
            findings.AddOnClass(DeclarationRules.WrongForm, raw.Type.Name, form, KindNames.Of(raw.Kind), fix);
            if (word is not null)
            {
                findings.Offer(Edit.RemoveModifier(findings.At(), word));
            }
        }
    }

    private static void CheckPartial(RawClass raw, FindingList findings)
    {
        if (!raw.Facts.IsPartial)
        {
            findings.AddOnClass(DeclarationRules.NotPartial, raw.Type.Name);
            findings.Offer(Edit.AddModifier(findings.At(), "partial"));
        }

        if (raw.Facts.NonPartialContainer is { } container)
        {
            findings.Add(
                DeclarationRules.ContainerNotPartial,
                new Place(container.Qualified),
                container.Name,
                raw.Type.Name
            );
            findings.Offer(Edit.AddModifier(new Place(container.Qualified), "partial"));
        }
    }

    /// <summary>Layers and steps apply in their order, which several declarations do not have.</summary>
    private static void CheckOrder(RawClass raw, FindingList findings)
    {
        var ordered = raw.Attributes.Where(attribute => Words.IsLayer(attribute.Name) || Words.IsStep(attribute.Name));
        if (ordered.FirstOrDefault() is { } first)
        {
            Report(
                raw,
                first,
                ordered.FirstOrDefault(attribute => attribute.Declaration != first.Declaration),
                DeclarationRules.OrderAcrossDeclarations,
                findings
            );
        }
    }

    private static void CheckSingle(RawClass raw, FindingList findings)
    {
        var first = raw.Declaring!;
        Report(
            raw,
            first,
            raw.Attributes.FirstOrDefault(attribute =>
                attribute.Index != first.Index && attribute.Declares != DeclarationKind.None
            ),
            DeclarationRules.DeclaredTwice,
            findings
        );
    }

    private static void Report(RawClass raw, RawAttribute first, RawAttribute? second, Rule rule, FindingList findings)
    {
        if (second is not null)
        {
            findings.AddConflict(
                rule,
                findings.At(second.Index),
                findings.At(first.Index),
                raw.Type.Name,
                first.Name,
                second.Name
            );
        }
    }
}
