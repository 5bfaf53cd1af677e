using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Rules about the form of a declaration: CDSL0xxx.</summary>
internal static class DeclarationRules
{
    /// <summary>Code is added to the class, so it must be partial.</summary>
    public static readonly Rule NotPartial = new(
        "CDSL0001",
        Severity.Error,
        "Declared class is not partial",
        "'{0}' must be partial so that its code can be generated. Add the 'partial' modifier."
    );

    /// <summary>A containing type is re-opened, so it must be partial too.</summary>
    public static readonly Rule ContainerNotPartial = new(
        "CDSL0002",
        Severity.Error,
        "Containing type is not partial",
        "'{0}' contains '{1}' and must be partial too. Add the 'partial' modifier to '{0}'."
    );

    /// <summary>The class is of a form that cannot be completed.</summary>
    public static readonly Rule WrongForm = new(
        "CDSL0003",
        Severity.Error,
        "Declared class has the wrong form",
        "'{0}' is {1}, but {2} must be a plain class. {3}."
    );

    /// <summary>A class declares two things.</summary>
    public static readonly Rule DeclaredTwice = new(
        "CDSL0005",
        Severity.Error,
        "Class declares two things",
        "'{0}' declares both [{1}] and [{2}]. Keep one, and give the other a class of its own."
    );

    /// <summary>An attribute stands where nothing reads it.</summary>
    public static readonly Rule Misplaced = new(
        "CDSL0006",
        Severity.Error,
        "Attribute has no effect here",
        "[{0}] has no effect on '{1}', which is {2}. Move it to {3}."
    );

    /// <summary>An experiment lacks a part or its optimizer.</summary>
    public static readonly Rule MissingPart = new(
        "CDSL0007",
        Severity.Error,
        "Required part is missing",
        "{0} needs {1}. Add {2}."
    );

    /// <summary>A setting that nothing reads.</summary>
    public static readonly Rule UnusedSetting = new(
        "CDSL0008",
        Severity.Warning,
        "Setting has no effect",
        "{0} has no effect on '{1}', {2}. Remove it."
    );

    /// <summary>A user's member has the name of a generated one.</summary>
    public static readonly Rule MemberCollision = new(
        "CDSL0009",
        Severity.Error,
        "Member collides with a generated one",
        "'{0}.{1}' is generated for [{2}]. Rename your member."
    );

    /// <summary>A class whose code is generated derives from something.</summary>
    public static readonly Rule HasBaseClass = new(
        "CDSL0012",
        Severity.Error,
        "Declared class already has a base class",
        "'{0}' derives from '{1}', but its code is generated as {2}. Remove the base class."
    );

    /// <summary>The project cannot see TorchSharp.</summary>
    public static readonly Rule TorchSharpMissing = new(
        "CDSL0014",
        Severity.Error,
        "TorchSharp is not referenced",
        "Generated code needs TorchSharp, which this project does not reference. Add the package TorchSharp and a runtime such as TorchSharp-cpu."
    );

    /// <summary>A number was cast to an enumeration that does not have it.</summary>
    public static readonly Rule UndefinedValue = new(
        "CDSL0015",
        Severity.Error,
        "Value is not defined",
        "({0}){1} is not defined. Use one of {2}."
    );

    /// <summary>A part's class does not declare such a part.</summary>
    public static readonly Rule WrongPart = new(
        "CDSL0016",
        Severity.Error,
        "Named class is not such a part",
        "{0} needs {1}, but '{2}' {3}."
    );

    /// <summary>A custom module does not have the form that is needed.</summary>
    public static readonly Rule UnusableModule = new(
        "CDSL0019",
        Severity.Error,
        "Custom module cannot be used",
        "'{0}' cannot be used as {1}: {2}. {3}."
    );

    /// <summary>A custom module does not state the size of its output.</summary>
    public static readonly Rule SizeNotStated = new(
        "CDSL0020",
        Severity.Error,
        "Custom module does not state its size",
        "'{0}' does not say how many features it returns, and custom code is not inspected. Set {1} to the size of its output."
    );

    /// <summary>An encoder both names a backbone and lists layers.</summary>
    public static readonly Rule BackboneAndLayers = new(
        "CDSL0024",
        Severity.Error,
        "Encoder has backbone and layers",
        "'{0}' names a backbone and also lists [{1}]. Remove one of the two."
    );

    /// <summary>An encoder says nothing about its layers.</summary>
    public static readonly Rule EmptyEncoder = new(
        "CDSL0025",
        Severity.Error,
        "Encoder has no layers",
        "'{0}' has no layers. Name a backbone, as in [Encoder(Backbone.ResNet18, Stem = Stem.Small)] for images of few pixels, list layers, as in [Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool], or derive from Module<Tensor, Tensor>."
    );

    /// <summary>A custom loss does not have the method that is called.</summary>
    public static readonly Rule LossSignature = new(
        "CDSL0026",
        Severity.Error,
        "Custom loss lacks its method",
        "{0}. {1}, which returns a scalar."
    );

    /// <summary>A custom transform does not have the method that is called.</summary>
    public static readonly Rule TransformSignature = new(
        "CDSL0027",
        Severity.Error,
        "Custom transform lacks its method",
        "{0}. {1}, from [N, C, H, W] to [N, C, H, W].{2}"
    );

    /// <summary>The class has the name of a member that is generated in it.</summary>
    public static readonly Rule NamedLikeMember = new(
        "CDSL0028",
        Severity.Error,
        "Class is named like a generated member",
        "'{0}' is also the name of a member that is generated for [{1}], and no member may have the name of its class. Rename the class."
    );

    /// <summary>A user's constructor beside the generated one.</summary>
    public static readonly Rule UserConstructor = new(
        "CDSL0029",
        Severity.Error,
        "Constructor beside the generated one",
        "'{0}' is constructed by generated code, which this constructor would leave out. Remove it, or continue it with ': this(…)'."
    );

    /// <summary>Layers or steps on several partial declarations.</summary>
    public static readonly Rule OrderAcrossDeclarations = new(
        "CDSL0030",
        Severity.Error,
        "Order spans several declarations",
        "[{1}] and [{2}] are written on two partial declarations of '{0}', so their order would be that of the files. Write all of them on one."
    );

    /// <summary>A part of a library whose build did not run the generator.</summary>
    public static readonly Rule WithoutCode = new(
        "CDSL0031",
        Severity.Error,
        "Part was compiled without the generator",
        "'{0}' has no generated code: '{1}' was compiled without the generator. Reference the package ContrastiveDsl in that project and build it again."
    );

    /// <summary>A base class hands down a member that is generated too.</summary>
    public static readonly Rule InheritedCollision = new(
        "CDSL0032",
        Severity.Error,
        "Inherited member collides with a generated one",
        "'{0}' inherits '{1}' from '{2}', and a member of this name is generated for [{3}]. Rename it there, or remove the base class."
    );

    /// <summary>A member that generated code would have to set.</summary>
    public static readonly Rule RequiredMember = new(
        "CDSL0033",
        Severity.Error,
        "Generated code cannot set required member",
        "'{0}' is made by generated code, which cannot set its required member '{1}'. Remove 'required'."
    );

    /// <summary>A generic class without its type arguments.</summary>
    public static readonly Rule UnboundPart = new(
        "CDSL0034",
        Severity.Error,
        "Named class lacks type arguments",
        "[{0}] names '{1}' without type arguments. Write them between the angle brackets, or use a class that has none."
    );

    /// <summary>A custom module whose layers TorchSharp does not learn of.</summary>
    public static readonly Rule Unregistered = new(
        "CDSL0035",
        Severity.Warning,
        "Custom module does not register its layers",
        "'{0}' {1} neither trained nor saved. {2}."
    );

    /// <summary>A number that training cannot tell from 0, or from infinity.</summary>
    public static readonly Rule BeyondPrecision = new(
        "CDSL0036",
        Severity.Error,
        "Number is beyond single precision",
        "{0} = {1} is {2} in single precision, in which everything is computed. Use 0, or a number between 1E-37 and 1E+38."
    );

    /// <summary>A setting of residual blocks on a backbone whose blocks are others.</summary>
    public static readonly Rule ForeignSetting = new(
        "CDSL0037",
        Severity.Error,
        "Setting of another backbone",
        "{0} is no setting of '{1}', {2}. Remove it."
    );

    /// <summary>An argument that only the finished program knows.</summary>
    public static readonly Rule NamesGenerated = new(
        "CDSL0038",
        Severity.Error,
        "Argument names generated code",
        "{0} of '{1}' is unknown while code is generated: it names what is generated, too. Write its value, or name something of your own."
    );

    /// <summary>All rules of the group.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        NotPartial,
        ContainerNotPartial,
        WrongForm,
        DeclaredTwice,
        Misplaced,
        MissingPart,
        UnusedSetting,
        MemberCollision,
        HasBaseClass,
        TorchSharpMissing,
        UndefinedValue,
        WrongPart,
        UnusableModule,
        SizeNotStated,
        BackboneAndLayers,
        EmptyEncoder,
        LossSignature,
        TransformSignature,
        NamedLikeMember,
        UserConstructor,
        OrderAcrossDeclarations,
        WithoutCode,
        InheritedCollision,
        RequiredMember,
        UnboundPart,
        Unregistered,
        BeyondPrecision,
        ForeignSetting,
        NamesGenerated,
    ];
}
