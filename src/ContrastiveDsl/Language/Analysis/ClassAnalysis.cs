using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// A rule about a class beside the language's own: whoever generates code into the class knows what else may be wrong
/// with it.
/// </summary>
/// <param name="analysis">The class, its models resolved.</param>
/// <param name="findings">Where findings go.</param>
internal delegate void ClassRule(ClassAnalysis analysis, FindingList findings);

/// <summary>
/// A declared class with everything inferred and everything that the rules say about it, made once: what the generator
/// emits from, the analyzer reports and the program reads. The classes that it names have
/// an analysis each, in here too.
/// </summary>
internal sealed class ClassAnalysis
{
    private readonly Dictionary<string, ClassAnalysis> parts;

    private ClassAnalysis(RawClass raw, ClassRule? more)
    {
        Class = raw;
        Complete = RecipeResolver.Complete(raw);
        parts = raw
            .Named.GroupBy(part => part.Type.Qualified, StringComparer.Ordinal)
            .ToDictionary(named => named.Key, named => new ClassAnalysis(named.First(), more), StringComparer.Ordinal);

        Declared = ClassModel.Of(Complete, named => Part(named.Type)!.Declared);
        Findings = raw.Facts.IsBroken ? EquatableArray<Finding>.Empty : CheckAll(more);
        Fault = FindFault();
    }

    /// <summary>The class as written.</summary>
    public RawClass Class { get; }

    /// <summary>The class as if its recipe were written out.</summary>
    public RawClass Complete { get; }

    /// <summary>What it declares.</summary>
    public ClassModel Declared { get; }

    /// <summary>
    /// What is to be reported on this class. Faults of an experiment's parts are reported on the parts, not here.
    /// </summary>
    public EquatableArray<Finding> Findings { get; }

    /// <summary>
    /// Why no working code can be emitted, parts taken into account; <see langword="null"/> if it can. Stubs throw this
    /// text.
    /// </summary>
    public string? Fault { get; }

    /// <summary>What is wrong with the model that the class declares, apart from how it is written.</summary>
    internal EquatableArray<Finding> ModelFindings { get; private set; }

    /// <summary>
    /// Whether the class states its model wrongly, so that sizes inferred from it are not to be trusted.
    /// </summary>
    internal bool IsMisstated { get; private set; }

    /// <summary>Analyses a class. Pure; the same class gives equal findings.</summary>
    /// <param name="raw">The class.</param>
    public static ClassAnalysis Of(RawClass raw) => new(raw, null);

    /// <summary>Analyses a class with a further rule.</summary>
    internal static ClassAnalysis Of(RawClass raw, ClassRule more) => new(raw, more);

    /// <summary>The analysis of a class that this one names, or <see langword="null"/>.</summary>
    internal ClassAnalysis? Part(TypeName type) => parts.TryGetValue(type.Qualified, out var part) ? part : null;

    private EquatableArray<Finding> CheckAll(ClassRule? more)
    {
        var findings = new FindingList(Class.Type);
        CheckRead(findings);
        FormChecks.Check(Class, findings);
        var ofForm = findings.ToEquatable().Count;
        if (findings.Exists(finding => IsAmbiguous(finding.Rule)))
        {
            IsMisstated = true;
            return findings.ToEquatable();
        }

        PlacementChecks.Check(Class, findings);
        var beside = findings.ToEquatable().Count;
        EnumChecks.Check(Class, findings);
        PresetChecks.Check(Class, findings);
        RecipeChecks.Check(Class, findings);
        PartChecks.Check(Complete, named => Part(named.Type)!.Declared, findings);
        MethodChecks.Check(Complete, findings);
        CustomCodeChecks.Check(Class, findings);
        IsMisstated = AnyError(findings.ToEquatable().Skip(beside));
        // How the class is declared changes nothing of what its settings do.
        var areSettingsSound = !AnyError(findings.ToEquatable().Skip(ofForm));
        more?.Invoke(this, findings);
        if (areSettingsSound)
        {
            Declared.Model?.CheckUnused(Class, findings);
        }

        ModelFindings = CheckModel();
        // Sizes of a part whose declaration the compiler rejects cannot be trusted.
        return NumberRangeChecks.Complete(
            Class,
            Class.Named.Any(part => part.Facts.IsBroken)
                ? findings.ToEquatable()
                : new([.. findings.ToEquatable(), .. ModelFindings.Select(finding => finding.AsWrittenOn(Class))])
        );
    }

    /// <summary>The generator took for a fault of C# what the compiler, who sees all files, does not.</summary>
    private void CheckRead(FindingList findings)
    {
        if (Class.Facts is { FromSource: true, IsBaseUnknown: false, LacksBaseConstructor: false, Unread: { } unread })
        {
            findings.Add(
                DeclarationRules.NamesGenerated,
                findings.At(unread.Attribute, unread.Argument),
                unread.Argument ?? "Something",
                Class.Type.Name
            );
        }
    }

    private EquatableArray<Finding> CheckModel() =>
        Declared.Model is { } model ? model.CheckAll(this)
        : Declared.Kind == DeclarationKind.Experiment
            ? ExperimentAnalysis.CheckUnfinished(Complete, named => Part(named.Type)!.Declared, this)
        : EquatableArray<Finding>.Empty;

    private static bool AnyError(IEnumerable<Finding> findings) =>
        findings.Any(finding => finding.Rule.Severity == Severity.Error);

    /// <summary>
    /// Whether it is unclear what the class declares: settings beside two declarations belong to one of them, and each
    /// of two orders gives another list.
    /// </summary>
    private static bool IsAmbiguous(Rule rule) =>
        rule == DeclarationRules.DeclaredTwice || rule == DeclarationRules.OrderAcrossDeclarations;

    /// <summary>
    /// The first error of the class, or else of a part that it names and that is compiled with it. An experiment is no
    /// part: where a method reads one that is an error of this class, and where none does nothing depends on it.
    /// </summary>
    private string? FindFault()
    {
        if (Class.Facts.IsBroken || Class.Facts.IsBaseUnknown)
        {
            return Rejected;
        }

        if (Findings.FirstOrDefault(finding => finding.Rule.Severity == Severity.Error) is { } first)
        {
            return first.Rule.Id + ": " + first.Message;
        }

        return Class.Facts.LacksBaseConstructor && Class.Kind == DeclarationKind.Experiment
            ? Rejected
            : Class
                .Named.Where(named => named.Facts.FromSource || named.Facts.IsBroken)
                .Select(named => Part(named.Type))
                .FirstOrDefault(part => part is { Fault: not null, Class.Kind: not DeclarationKind.Experiment })
                ?.Fault;
    }

    private string Rejected => RejectionOf(Class.Type.Name);

    /// <summary>The fault of a class that the compiler rejects, as its stub has it.</summary>
    /// <param name="name">The class.</param>
    internal static string RejectionOf(string name) => "The compiler rejects the declaration of '" + name + "'.";
}
