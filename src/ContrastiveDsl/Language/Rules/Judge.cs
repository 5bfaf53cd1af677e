using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Resolves a declared class and applies every rule to it.</summary>
public static class Judge
{
    /// <summary>Judges a class. Pure; the same class gives an equal judgement.</summary>
    public static Judgement Class(RawClass raw)
    {
        var judgement = Resolved(raw);
        var findings = raw.Facts.IsBroken ? EquatableArray<Finding>.Empty : Findings(raw, judgement);
        return judgement with { Findings = findings, Fault = Fault(raw, findings) };
    }

    private static Judgement Resolved(RawClass raw)
    {
        var kind = raw.Kind;
        return new Judgement(
            kind,
            kind == DeclarationKind.Encoder ? Resolve.Encoder(raw) : null,
            kind is DeclarationKind.Head or DeclarationKind.Predictor or DeclarationKind.PatchHead ? Resolve.Head(raw) : null,
            kind == DeclarationKind.Views ? Resolve.Views(raw) : null,
            kind == DeclarationKind.Loss ? Resolve.Loss(raw) : null,
            kind == DeclarationKind.Experiment ? Resolve.Experiment(raw) : null,
            EquatableArray<Finding>.Empty,
            Fault: null)
        {
            MethodWord = kind == DeclarationKind.Experiment ? raw.Declaring!.Name : string.Empty,
        };
    }

    private static EquatableArray<Finding> Findings(RawClass raw, Judgement judgement)
    {
        var findings = new List<Finding>(Rules.Validate(raw));
        if (findings.Exists(finding => finding.Rule == DeclarationRules.DeclaredTwice) || HasBrokenPart(raw))
        {
            return new EquatableArray<Finding>(findings);
        }

        findings.AddRange(judgement switch
        {
            { Encoder: { } encoder } => Rules.Validate(encoder),
            { Head: { } head } => Rules.Validate(head),
            { Views: { } views } => Rules.Validate(views),
            { Loss: { } loss } => Rules.Validate(loss),
            { Experiment: { } experiment } => Rules.Validate(experiment),
            _ => EquatableArray<Finding>.Empty,
        });
        return new EquatableArray<Finding>(findings);
    }

    /// <summary>Whether the compiler rejects a part's declaration, so that its sizes are not to be trusted.</summary>
    private static bool HasBrokenPart(RawClass raw)
    {
        foreach (var attribute in raw.Attributes)
        {
            foreach (var argument in attribute.Arguments)
            {
                if (argument.Class is { Facts.IsBroken: true })
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The first error of the class, or else of a class that it names.</summary>
    private static string? Fault(RawClass raw, EquatableArray<Finding> findings)
    {
        if (raw.Facts.IsBroken || raw.Facts.IsBaseUnknown)
        {
            return $"The compiler rejects the declaration of '{raw.Type.Name}'.";
        }

        foreach (var finding in findings)
        {
            if (finding.Rule.Severity == Severity.Error)
            {
                return finding.Rule.Id + ": " + finding.Message;
            }
        }

        return FaultOfParts(raw);
    }

    private static string? FaultOfParts(RawClass raw)
    {
        foreach (var attribute in raw.Attributes)
        {
            foreach (var argument in attribute.Arguments)
            {
                if (argument.Class is { Facts.FromSource: true } part && Class(part).Fault is { } fault)
                {
                    return fault;
                }
            }
        }

        return null;
    }
}
