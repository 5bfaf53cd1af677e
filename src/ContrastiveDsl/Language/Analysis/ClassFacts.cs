namespace ContrastiveDsl.Language;

/// <summary>
/// What a declared class is like, apart from its attributes. A class of another assembly was analyzed when that was
/// compiled.
/// </summary>
internal sealed record ClassFacts
{
    /// <summary>Whether the class is part of the project that is compiled, not of a referenced assembly.</summary>
    public bool FromSource { get; init; } = true;

    /// <summary>
    /// Whether the compiler rejects one of the class's attributes of the language, and says so itself.
    /// </summary>
    public bool IsBroken { get; init; }

    /// <summary>
    /// What the generator could not read of the class, since it is generated too; <see langword="null"/> where it read
    /// all, and for the generator itself.
    /// </summary>
    public UnreadArgument? Unread { get; init; }

    /// <summary>Whether the class is partial.</summary>
    public bool IsPartial { get; init; } = true;

    /// <summary>The innermost containing type that is not partial, or <see langword="null"/>.</summary>
    public TypeName? NonPartialContainer { get; init; }

    /// <summary>Whether the class is static.</summary>
    public bool IsStatic { get; init; }

    /// <summary>Whether the class is abstract.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>Whether the class or one that contains it has type parameters.</summary>
    public bool IsGeneric { get; init; }

    /// <summary>Whether the class is visible in its file only.</summary>
    public bool IsFileLocal { get; init; }

    /// <summary>Whether the class is a record.</summary>
    public bool IsRecord { get; init; }

    /// <summary>Whether the class has parameters after its name.</summary>
    public bool HasPrimaryConstructor { get; init; }

    /// <summary>The base class that the user wrote, as they would write it, or <see langword="null"/>.</summary>
    public string? BaseClass { get; init; }

    /// <summary>Whether the compiler does not know the base class, and says so itself.</summary>
    public bool IsBaseUnknown { get; init; }

    /// <summary>Whether the base class is <c>Module&lt;Tensor, Tensor&gt;</c> or derives from it.</summary>
    public bool IsModule { get; init; }

    /// <summary>Whether <c>new X()</c> is possible.</summary>
    public bool CreatesFromNothing { get; init; }

    /// <summary>Whether <c>new X(device)</c> is possible.</summary>
    public bool CreatesFromDevice { get; init; }

    /// <summary>Whether <c>new X(inputSize)</c> is possible.</summary>
    public bool CreatesFromInputSize { get; init; }

    /// <summary>Whether <c>new X(inputSize, device)</c> is possible.</summary>
    public bool CreatesFromInputSizeAndDevice { get; init; }

    /// <summary>How generated code can make it as an encoder, if it is a module.</summary>
    public CustomConstructor EncoderConstructor =>
        CreatesFromDevice ? CustomConstructor.Device
        : CreatesFromNothing ? CustomConstructor.Nothing
        : CustomConstructor.None;

    /// <summary>How generated code can make it as a head, if it is a module.</summary>
    public CustomConstructor HeadConstructor =>
        CreatesFromInputSizeAndDevice ? CustomConstructor.InputSizeAndDevice
        : CreatesFromInputSize ? CustomConstructor.InputSize
        : CustomConstructor.None;

    /// <summary>
    /// Numbers of tensors with which <c>static Tensor Compute(Tensor, Tensor, …)</c> can be called, rising.
    /// </summary>
    public EquatableArray<int> LossParameters { get; init; }

    /// <summary>
    /// What they are declared with, in the same order; empty where a program reads the class, which was compiled with
    /// them.
    /// </summary>
    public EquatableArray<LossForm> LossForms { get; init; }

    /// <summary>Whether <c>static Tensor Apply(Tensor, TransformDraws)</c> is there.</summary>
    public bool AppliesTransform { get; init; }

    /// <summary>Whether <c>static Tensor Apply(Tensor)</c> is there, of a transform without chance.</summary>
    public bool AppliesWithoutDraws { get; init; }

    /// <summary>
    /// The method that a custom loss or transform seems to mean, where it has the name and not the form;
    /// <see langword="null"/> where one has the form, or none has the name.
    /// </summary>
    public UnfitMethod? UnfitMethod { get; init; }

    /// <summary>
    /// What a custom module holds and does not register, as far as its syntax shows; otherwise <see langword="null"/>.
    /// </summary>
    public UnregisteredMember? Unregistered { get; init; }

    /// <summary>Members that the user wrote, sorted.</summary>
    public EquatableArray<RawMember> Members { get; init; }

    /// <summary>Members that the user's base class hands down, sorted.</summary>
    public EquatableArray<RawMember> Inherited { get; init; }

    /// <summary>
    /// Whether the user's base class has no constructor that a generated one could call; where the user wrote none
    /// either, the compiler says so itself.
    /// </summary>
    public bool LacksBaseConstructor { get; init; }

    /// <summary>
    /// The first member, inherited ones included, that whoever makes the class must set, or <see langword="null"/>.
    /// </summary>
    public string? RequiredMember { get; init; }

    /// <summary>Whether a <c>typeof</c> names the class without its type arguments.</summary>
    public bool IsUnbound { get; init; }

    /// <summary>
    /// The assembly that the class comes from, if it was compiled there without the generator, so that its code is
    /// missing; otherwise <see langword="null"/>.
    /// </summary>
    public string? CompiledWithoutGenerator { get; init; }
}

/// <summary>An argument that the generator could not read.</summary>
/// <param name="Attribute">The attribute; none where it stands on another class.</param>
/// <param name="Argument">The property that it sets.</param>
internal sealed record UnreadArgument(AttributeIndex Attribute, string? Argument);

/// <summary>A <c>Compute</c> of a custom loss that can be called.</summary>
/// <param name="Tensors">Tensors that it is called with.</param>
/// <param name="Last">Name of the last of them.</param>
/// <param name="Parameters">All its parameters as they are written.</param>
internal sealed record LossForm(int Tensors, string Last, string Parameters);

/// <summary>A method of custom code that generated code cannot call.</summary>
/// <param name="Faults">What is wrong with it, as ends of a sentence about it: "is private".</param>
/// <param name="Parameters">Its parameters as they are written, where they are not what is wrong.</param>
internal sealed record UnfitMethod(EquatableArray<string> Faults, string? Parameters);

/// <summary>A field or property of a custom module that is no part of it for TorchSharp.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsCollection">Whether it is an array or a collection, into which TorchSharp does not look.</param>
internal sealed record UnregisteredMember(string Name, bool IsCollection);

/// <summary>A member that the user wrote in a declared class.</summary>
/// <param name="Name">
/// Its name; <see cref="Constructor"/> for an instance constructor that calls none of its own class.
/// </param>
/// <param name="Parameters">
/// Number of parameters of a method; −1 for any other member, which shares its name with nothing.
/// </param>
internal sealed record RawMember(string Name, int Parameters)
{
    /// <summary>The name of constructors.</summary>
    public const string Constructor = ".ctor";

    /// <summary>Whether it overrides a member of the base class.</summary>
    public bool IsOverride { get; init; }
}
