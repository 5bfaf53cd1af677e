using System.Reflection;
using ContrastiveDsl.Language;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>Finds the classes that a declaration names, and calls of them what generated code calls.</summary>
internal static class CustomClasses
{
    private const BindingFlags AnyAccess = BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The class of a part that a declaration names; null where the declaration is no program's.</summary>
    /// <param name="root">The class of the experiment.</param>
    /// <param name="name">The class that is looked for.</param>
    internal static Type? Find(Type? root, TypeName name) =>
        root is null
            ? null
            : Named(root, RawClass.MaximumDepth).FirstOrDefault(type => ClassNames.Qualified(type) == name.Qualified);

    /// <summary>Makes a module as generated code does.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="arguments">What its constructor takes.</param>
    internal static nn.Module<Tensor, Tensor> Create(Type type, params object[] arguments)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | AnyAccess)
            .First(found => Takes(found, arguments));
        return (nn.Module<Tensor, Tensor>)
            constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, Complete(constructor, arguments), null);
    }

    /// <summary>Whether there is a static method that can be called with these arguments.</summary>
    internal static bool Has(Type type, string method, params object[] arguments) =>
        Method(type, method, arguments) is not null;

    /// <summary>Calls a static method as generated code does.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="method">Its name.</param>
    /// <param name="arguments">What it takes.</param>
    internal static Tensor? Call(Type type, string method, params object[] arguments)
    {
        var called = Method(type, method, arguments)!;
        return (Tensor?)
            called.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, Complete(called, arguments), null);
    }

    private static MethodInfo? Method(Type type, string method, object[] arguments) =>
        type.GetMethods(BindingFlags.Static | AnyAccess)
            .Where(found => found.Name == method && found.ReturnType == typeof(Tensor) && !found.IsGenericMethod)
            .Where(found => !found.IsPrivate)
            .FirstOrDefault(found => Takes(found, arguments));

    private static IEnumerable<Type> Named(Type type, int depth)
    {
        var named = CustomAttributeData
            .GetCustomAttributes(type)
            .SelectMany(data =>
                data.ConstructorArguments.Concat(data.NamedArguments.Select(argument => argument.TypedValue))
            )
            .Select(argument => argument.Value)
            .OfType<Type>()
            .ToArray();
        return depth == 0 ? named : named.Concat(named.SelectMany(part => Named(part, depth - 1)));
    }

    /// <summary>Whether further parameters are optional. A size may be taken as a longer integer.</summary>
    private static bool Takes(MethodBase method, object[] arguments)
    {
        var parameters = method.GetParameters();
        return parameters.Length >= arguments.Length
            && parameters.Skip(arguments.Length).All(parameter => parameter.IsOptional || IsRest(parameter))
            && arguments.Zip(parameters).All(pair => Fits(pair.First, pair.Second.ParameterType));
    }

    private static bool Fits(object argument, Type type) =>
        type.IsInstanceOfType(argument) || (argument is int && type == typeof(long));

    private static bool IsRest(ParameterInfo parameter) => parameter.IsDefined(typeof(ParamArrayAttribute), false);

    private static object?[] Complete(MethodBase method, object[] arguments) =>
        [
            .. arguments,
            .. method
                .GetParameters()
                .Skip(arguments.Length)
                .Select(parameter =>
                    IsRest(parameter)
                        ? Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0)
                        : parameter.DefaultValue
                ),
        ];
}
