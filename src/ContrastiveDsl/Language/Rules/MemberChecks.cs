namespace ContrastiveDsl.Language;

/// <summary>Checks that the user's members leave room for the generated ones.</summary>
internal static class MemberChecks
{
    /// <summary>Checks one class: a method may share its name with one of another number of parameters, nothing else may.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        if (raw.Facts.Members.Count == 0)
        {
            return;
        }

        var generated = GeneratedMembers.Of(raw);
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
