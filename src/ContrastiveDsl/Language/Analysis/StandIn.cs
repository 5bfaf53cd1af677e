using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// A class in place of one that an experiment should name and does not, so that the rest of the experiment can be
/// checked. Nothing is known of it: the rules take it for a part with a fault of its own, and what they say of it all
/// the same is left out.
/// </summary>
internal static class StandIn
{
    /// <summary>What no name has.</summary>
    private const string Mark = "\u2205";

    /// <summary>One for a part.</summary>
    public static RawClass For(PartFacts part)
    {
        var name = Mark + part.Argument;
        return new RawClass(
            new TypeName(name, name, name),
            new ClassFacts(),
            new EquatableArray<RawAttribute>(
                part.Kind switch
                {
                    DeclarationKind.Encoder => RawAttribute.Empty<EncoderAttribute>(),
                    DeclarationKind.PatchHead => RawAttribute.Empty<PatchHeadAttribute>(),
                    DeclarationKind.Views => RawAttribute.Empty<AugmentationFamilyAttribute>(),
                    // A custom one says nothing of what it compares.
                    DeclarationKind.Loss => RawAttribute.Empty<LossAttribute>(),
                    _ => RawAttribute.Empty<ProjectionHeadAttribute>(),
                }
            )
        );
    }

    /// <summary>Whether a class is one.</summary>
    public static bool Is(TypeName type) => IsNamed(type.Qualified);

    /// <summary>Whether a finding follows from what a part is that is not there.</summary>
    /// <param name="finding">A finding about an experiment.</param>
    /// <param name="experiment">The experiment.</param>
    public static bool IsBehind(Finding finding, ExperimentModel experiment) =>
        IsNamed(finding.Place.Type)
        || (finding.Related is { } related && IsNamed(related.Type))
        || finding.Arguments.Any(IsNamed)
        || (
            finding.Place.Attribute == experiment.Attribute
            && finding.Place.Argument is { } argument
            && Arguments(experiment).Contains(argument, StringComparer.Ordinal)
        );

    /// <summary>The arguments of an experiment that should name the parts it lacks.</summary>
    private static IEnumerable<string> Arguments(ExperimentModel experiment) =>
        experiment
            .Encoders.Select(part => part.Type)
            .Concat(experiment.Heads.Select(part => part.Type))
            .Concat(experiment.Families.Select(part => part.Type))
            .Append(experiment.Loss.Type)
            .Where(Is)
            .Select(type => type.Name.Substring(Mark.Length));

    private static bool IsNamed(string text) => text.IndexOf(Mark, StringComparison.Ordinal) >= 0;
}
