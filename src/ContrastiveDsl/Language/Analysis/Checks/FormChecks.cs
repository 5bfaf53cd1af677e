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
    /// Whether a further part of the class would compile. Constructors of the user's are as bad as a wrong form: beside
    /// the generated one they could not even be compiled.
    /// </summary>
    public static bool CanReopen(RawClass raw) =>
        raw.Facts is { FromSource: true, IsPartial: true, NonPartialContainer: null }
        && WrongForm(raw) is null
        && (raw.Facts.IsModule || !raw.Facts.Members.Any(member => member.Name == RawMember.Constructor));

    /// <summary>
    /// What keeps a class from being completed, and how to change it; <see langword="null"/> where nothing does.
    /// </summary>
    private static (string Form, string Fix)? WrongForm(RawClass raw) =>
        raw.Facts switch
        {
            { IsGeneric: true } => (
                "generic or inside a generic type",
                "Remove the type parameters, or move the class out"
            ),
            { IsFileLocal: true } => ("local to its file", "Remove 'file'"),
            { IsRecord: true } => ("a record", "Write 'class' instead of 'record'"),
            { IsAbstract: true } => ("abstract", "Remove 'abstract'"),
            { HasPrimaryConstructor: true, IsModule: false } => (
                "declared with a primary constructor",
                "Remove the parameters after its name"
            ),
            { IsStatic: true } when raw.Kind.HasInstances() => ("static", "Remove 'static'"),
            _ => null,
        };

    private static void CheckForm(RawClass raw, FindingList findings)
    {
        if (WrongForm(raw) is var (form, fix))
        {
            findings.AddOnClass(DeclarationRules.WrongForm, raw.Type.Name, form, KindNames.Of(raw.Kind), fix);
        }
    }

    private static void CheckPartial(RawClass raw, FindingList findings)
    {
        if (!raw.Facts.IsPartial)
        {
            findings.AddOnClass(DeclarationRules.NotPartial, raw.Type.Name);
        }

        if (raw.Facts.NonPartialContainer is { } container)
        {
            findings.Add(
                DeclarationRules.ContainerNotPartial,
                new Place(container.Qualified),
                container.Name,
                raw.Type.Name
            );
        }
    }

    /// <summary>Layers and steps apply in their order, which several declarations do not have.</summary>
    private static void CheckOrder(RawClass raw, FindingList findings)
    {
        RawAttribute? first = null;
        foreach (var attribute in raw.Attributes)
        {
            if (!Words.IsLayer(attribute.Name) && !Words.IsStep(attribute.Name))
            {
                continue;
            }

            if (first is not null && first.Declaration != attribute.Declaration)
            {
                findings.AddConflict(
                    DeclarationRules.OrderAcrossDeclarations,
                    findings.At(attribute.Index),
                    findings.At(first.Index),
                    raw.Type.Name,
                    first.Name,
                    attribute.Name
                );
                return;
            }

            first ??= attribute;
        }
    }

    private static void CheckSingle(RawClass raw, FindingList findings)
    {
        var first = raw.Declaring!;
        foreach (var attribute in raw.Attributes)
        {
            if (attribute.Index != first.Index && attribute.Declares != DeclarationKind.None)
            {
                findings.AddConflict(
                    DeclarationRules.DeclaredTwice,
                    findings.At(attribute.Index),
                    findings.At(first.Index),
                    raw.Type.Name,
                    first.Name,
                    attribute.Name
                );
                return;
            }
        }
    }
}
