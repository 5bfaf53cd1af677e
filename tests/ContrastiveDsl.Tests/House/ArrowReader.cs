using Mono.Cecil;

namespace ContrastiveDsl.Tests.House;

/// <summary>
/// Reads from a built assembly which type names which: what the compiler made of usings, <c>var</c>, extension methods
/// and lambdas stands there in full. What it leaves no trace of, <c>nameof</c> and constants of other types, is no
/// arrow.
/// </summary>
internal static class ArrowReader
{
    /// <summary>All arrows between types of different namespaces, each once.</summary>
    internal static IReadOnlyCollection<Arrow> Read(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var arrows =
            from type in module.GetTypes()
            let origin = Outermost(type)
            // The compiler's own, such as the module's initializer, lie in no namespace.
            where origin.Namespace.Length > 0
            from named in Named(type).SelectMany(Parts).Select(Outermost)
            where named.Namespace != origin.Namespace
            select new Arrow((origin.Namespace, origin.Name), (named.Namespace, named.Name));
        return arrows.ToHashSet();
    }

    private static IEnumerable<TypeReference?> Named(TypeDefinition type) =>
        [
            type.BaseType,
            .. type.Interfaces.Select(implemented => implemented.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Methods.SelectMany(InMethod),
            .. Constraints(type),
            .. AttributesOf([type, .. type.Fields, .. type.Properties, .. type.Methods]),
        ];

    private static IEnumerable<TypeReference?> InMethod(MethodDefinition method) =>
        [
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. Constraints(method),
            .. AttributesOf(method.Parameters),
            .. method.HasBody ? InBody(method.Body) : [],
        ];

    private static IEnumerable<TypeReference?> InBody(Mono.Cecil.Cil.MethodBody body) =>
        [
            .. body.Variables.Select(variable => variable.VariableType),
            .. body.ExceptionHandlers.Select(handler => handler.CatchType),
            .. body.Instructions.SelectMany(instruction => InOperand(instruction.Operand)),
        ];

    private static IEnumerable<TypeReference?> InOperand(object? operand) =>
        operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            MethodReference method =>
            [
                method.DeclaringType,
                method.ReturnType,
                .. method.Parameters.Select(parameter => parameter.ParameterType),
                .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
            ],
            _ => [],
        };

    private static IEnumerable<TypeReference> Constraints(IGenericParameterProvider generic) =>
        generic
            .GenericParameters.SelectMany(parameter => parameter.Constraints)
            .Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> AttributesOf(IEnumerable<ICustomAttributeProvider> providers) =>
        from attribute in providers.SelectMany(provider => provider.CustomAttributes)
        from type in InAttribute(attribute)
        select type;

    private static IEnumerable<TypeReference?> InAttribute(CustomAttribute attribute)
    {
        var named = attribute.Properties.Concat(attribute.Fields).Select(argument => argument.Argument);
        return
        [
            attribute.AttributeType,
            .. attribute
                .ConstructorArguments.Concat(named)
                .SelectMany(argument => new[] { argument.Type, argument.Value as TypeReference }),
        ];
    }

    /// <summary>The types of which a type is made: elements, arguments; none of a type parameter.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) =>
        type switch
        {
            null or GenericParameter => [],
            GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
            TypeSpecification other => Parts(other.ElementType),
            _ => [type],
        };

    private static TypeReference Outermost(TypeReference type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;
}
