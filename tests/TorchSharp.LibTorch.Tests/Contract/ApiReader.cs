using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TorchSharp.LibTorch.Tests.Contract;

/// <summary>
/// Lists what an assembly offers to others, one line per type or member: a letter for the kind, the declaring type, and the signature with
/// parameter names, defaults, tuple element names and constraints.
/// </summary>
internal static class ApiReader
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static SortedSet<string> Read(IEnumerable<Type> types) =>
        new(types.Where(type => TypeNames.IsVisible(type) && !type.Name.StartsWith('<')).SelectMany(OfType), StringComparer.Ordinal);

    private static IEnumerable<string> OfType(Type type)
    {
        var name = TypeNames.Of(type);
        yield return $"T {name} = {Kind(type)}{Bases(type)}";
        var members = type.IsEnum ? EnumValues(type) : Members(type);
        foreach (var (kind, signature) in members)
        {
            yield return $"{kind} {name} :: {signature}";
        }
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        _ when type.BaseType == typeof(MulticastDelegate) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        var bases = new List<string>();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
        {
            bases.Add(TypeNames.Of(parent));
        }
        if (!type.IsEnum)
        {
            bases.AddRange(type.GetInterfaces().Select(TypeNames.Of).Order(StringComparer.Ordinal));
        }
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static IEnumerable<(char, string)> EnumValues(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => ('E', $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"));

    private static IEnumerable<(char, string)> Members(Type type)
    {
        var constructors = type.GetConstructors(Declared).Where(Offered).Select(c => ('C', $"ctor({Parameters(c)}){Access(c)}"));
        var methods = type.GetMethods(Declared).Where(Offered)
            .Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)).Select(method => ('M', Method(method)));
        var properties = type.GetProperties(Declared).Where(p => Offered(p.GetMethod) || Offered(p.SetMethod)).Select(p => ('P', Property(p)));
        var fields = type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(f => ('F', Field(f)));
        var events = type.GetEvents(Declared).Select(e => ('V', $"{e.Name} : {TypeNames.Of(e.EventHandlerType!)}"));
        return constructors.Concat(methods).Concat(properties).Concat(fields).Concat(events);
    }

    private static bool Offered(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static string Access(MethodBase method) => method.IsPublic ? "" : " [protected]";

    private static string Method(MethodInfo method)
    {
        var modifier = method.IsStatic ? "static " : "";
        modifier += method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(',', method.GetGenericArguments().Select(a => a.Name))}>" : "";
        var result = TypeNames.Of(method.ReturnType) + TupleNames(method.ReturnParameter);
        return $"{modifier}{method.Name}{generic}({Parameters(method)}) : {result}{Constraints(method)}{Access(method)}";
    }

    private static string Property(PropertyInfo property)
    {
        var accessor = property.GetMethod ?? property.SetMethod!;
        var index = property.GetIndexParameters();
        var indexer = index.Length == 0 ? "" : $"[{string.Join(", ", index.Select(Parameter))}]";
        var accessors = (Offered(property.GetMethod) ? " get;" : "") + (Offered(property.SetMethod) ? " set;" : "");
        return $"{(accessor.IsStatic ? "static " : "")}{property.Name}{indexer} : {TypeNames.Of(property.PropertyType)} {{{accessors} }}{Access(accessor)}";
    }

    private static string Field(FieldInfo field) =>
        $"{(field.IsStatic ? "static " : "")}{field.Name} : {TypeNames.Of(field.FieldType)}{(field.IsLiteral ? " = " + Value(field.GetRawConstantValue()) : "")}";

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        // The compiler marks params of a span or collection with another attribute; they would not be in the list at all.
        var prefix = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "";
        prefix += parameter.IsOut ? "out " : type.IsByRef ? "ref " : "";
        var fallback = parameter.HasDefaultValue ? " = " + Value(parameter.DefaultValue) : "";
        return $"{prefix}{TypeNames.Of(type.IsByRef ? type.GetElementType()! : type)}{TupleNames(parameter)} {parameter.Name}{fallback}";
    }

    private static string TupleNames(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<TupleElementNamesAttribute>() is { } names
            ? "{" + string.Join(',', names.TransformNames.Select(name => name ?? "_")) + "}"
            : "";

    private static string Constraints(MethodInfo method) =>
        method.IsGenericMethodDefinition ? string.Concat(method.GetGenericArguments().Select(Constraint)) : "";

    private static string Constraint(Type argument)
    {
        var flags = argument.GenericParameterAttributes;
        var parts = new List<string>();
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            parts.Add("class");
        }
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            parts.Add("struct");
        }
        parts.AddRange(argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(TypeNames.Of));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            parts.Add("new()");
        }
        return parts.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", parts)}";
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => $"\"{text}\"",
        Enum name => $"{name.GetType().Name}.{name}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
