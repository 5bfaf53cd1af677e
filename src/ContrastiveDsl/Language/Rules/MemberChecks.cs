using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Checks that the user's members leave room for the generated ones.</summary>
internal static class MemberChecks
{
    /// <summary>Checks one class: a method may share its name with one of another number of parameters, nothing else may.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        if (!raw.Facts.FromSource)
        {
            return;
        }

        var generated = GeneratedMembers.Of(raw);
        CheckName(raw, generated, findings);
        CheckMembers(raw, generated, findings);
    }

    /// <summary>C# allows no member of its class's name.</summary>
    private static void CheckName(RawClass raw, IReadOnlyList<RawMember> generated, FindingList findings)
    {
        foreach (var member in generated)
        {
            if (member.Name == raw.Type.Name)
            {
                findings.AddOnClass(DeclarationRules.NamedLikeMember, raw.Type.Name, raw.Declaring!.Name);
                return;
            }
        }
    }

    private static void CheckMembers(RawClass raw, IReadOnlyList<RawMember> generated, FindingList findings)
    {
        var last = string.Empty;
        foreach (var member in raw.Facts.Members)
        {
            foreach (var other in generated)
            {
                if (Collides(member, other) && member.Name != last)
                {
                    last = member.Name;
                    var target = findings.At(-1) with { Member = member.Name };
                    findings.Add(DeclarationRules.MemberCollision, target, raw.Type.Name, member.Name, raw.Declaring!.Name);
                }
            }
        }
    }

    private static bool Collides(RawMember member, RawMember generated) =>
        member.Name == generated.Name && (member.Parameters == generated.Parameters || member.Parameters < 0 || generated.Parameters < 0);
}
