using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that the user's members leave room for the generated ones.</summary>
internal static class MemberChecks
{
    /// <summary>
    /// Checks one class: a method may share its name with one of another number of parameters, nothing else may.
    /// </summary>
    /// <param name="raw">The class.</param>
    /// <param name="generated">The members that are generated for it: whoever generates them knows.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(RawClass raw, IReadOnlyList<RawMember> generated, FindingList findings)
    {
        if (!raw.Facts.FromSource)
        {
            return;
        }

        CheckName(raw, generated, findings);
        CheckMembers(raw, generated, findings);
        CheckInherited(raw, generated, findings);
        CheckConstructors(raw, findings);
        CheckMaking(raw, findings);
    }

    /// <summary>A class that is refused for its base class is not told more about that.</summary>
    private static void CheckInherited(RawClass raw, IReadOnlyList<RawMember> generated, FindingList findings)
    {
        if (
            !findings.Exists(finding => finding.Rule == DeclarationRules.HasBaseClass)
            && raw.Facts.Inherited.FirstOrDefault(member => generated.Any(other => Collides(member, other)))
                is { } inherited
        )
        {
            findings.AddOnClass(
                DeclarationRules.InheritedCollision,
                raw.Type.Name,
                inherited.Name,
                raw.Facts.BaseClass!,
                raw.Declaring!.Name
            );
        }
    }

    /// <summary>Whether generated code can make an instance.</summary>
    private static void CheckMaking(RawClass raw, FindingList findings)
    {
        if (raw.Kind.HasInstances() && !findings.HasErrors && raw.Facts.RequiredMember is { } required)
        {
            findings.Add(DeclarationRules.RequiredMember, AtMember(findings, required), raw.Type.Name, required);
            findings.Offer(Edit.RemoveModifier(AtMember(findings, required), "required"));
        }
    }

    /// <summary>A constructor beside the generated one would leave every layer out.</summary>
    private static void CheckConstructors(RawClass raw, FindingList findings)
    {
        if (
            FormChecks.IsCompleted(raw)
            && raw.Kind.HasInstances()
            && !raw.Facts.IsModule
            // Behind the right base class it is the constructor of a custom module.
            && !findings.Exists(finding => finding.Rule == DeclarationRules.UnusableModule)
            && raw.Facts.Members.Any(member => member.Name == RawMember.Constructor)
        )
        {
            findings.Add(DeclarationRules.UserConstructor, AtMember(findings, RawMember.Constructor), raw.Type.Name);
        }
    }

    /// <summary>C# allows no member of its class's name.</summary>
    private static void CheckName(RawClass raw, IReadOnlyList<RawMember> generated, FindingList findings)
    {
        if (generated.Any(member => member.Name == raw.Type.Name))
        {
            findings.AddOnClass(DeclarationRules.NamedLikeMember, raw.Type.Name, raw.Declaring!.Name);
        }
    }

    private static void CheckMembers(RawClass raw, IReadOnlyList<RawMember> generated, FindingList findings)
    {
        foreach (var name in Collisions(raw, generated).Select(member => member.Name).Distinct(StringComparer.Ordinal))
        {
            findings.Add(
                DeclarationRules.MemberCollision,
                AtMember(findings, name),
                raw.Type.Name,
                name,
                raw.Declaring!.Name
            );
        }
    }

    private static Place AtMember(FindingList findings, string name) => findings.At() with { Member = name };

    private static IEnumerable<RawMember> Collisions(RawClass raw, IReadOnlyList<RawMember> generated) =>
        raw.Facts.Members.Where(member => generated.Any(other => Collides(member, other)));

    private static bool Collides(RawMember member, RawMember generated) =>
        member.Name == generated.Name
        && (member.Parameters == generated.Parameters || member.Parameters < 0 || generated.Parameters < 0);
}
