using System.Collections;
using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// Finds what a module holds and would train, and does not register: TorchSharp moves, saves and trains only what is
/// registered. What is frozen may be held unregistered on purpose.
/// </summary>
internal static class UnregisteredFields
{
    /// <summary>Field by field what is missing, and what to do, in words.</summary>
    /// <param name="root">A module of a user's own.</param>
    internal static IEnumerable<string> Of(nn.Module root)
    {
        var modules = root.named_modules().Select(child => child.module).Append(root).ToArray();
        var registered = new HashSet<object>(modules, ReferenceEqualityComparer.Instance);
        var handles = root.named_parameters().Select(found => found.parameter.Handle).ToHashSet();
        return from module in modules
            where IsCustom(module.GetType())
            from field in FieldsOf(module.GetType())
            let value = field.GetValue(module)
            let isCollection = value is IEnumerable and not (nn.Module or Tensor or string)
            where Held(value).Any(held => IsMissing(held, registered, handles))
            select Sentence(root, module, field, isCollection);
    }

    private static string Sentence(nn.Module root, nn.Module module, FieldInfo field, bool isCollection)
    {
        var name = field.Name.StartsWith('<')
            ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)]
            : field.Name;
        var owner = root == module ? string.Empty : $" of its '{module.GetType().Name}'";
        var (fault, fix) = isCollection
            ? (
                $"keeps layers in '{name}'{owner}, into which TorchSharp does not look",
                $"Register each with register_module, or make '{name}' a ModuleList"
            )
            : (
                $"does not register '{name}'{owner}",
                "Call RegisterComponents() at the end of the constructor, once all fields are set"
            );
        return $"'{root.GetType().Name}' {fault}, so that it would be neither trained nor saved. {fix}; what is frozen on purpose says so by requires_grad = false.";
    }

    private static bool IsMissing(object held, HashSet<object> registered, HashSet<IntPtr> handles) =>
        held switch
        {
            nn.Module module => !registered.Contains(module)
                && module.parameters().Any(parameter => parameter.requires_grad && !handles.Contains(parameter.Handle)),
            Tensor { IsInvalid: false } tensor => tensor is { is_leaf: true, requires_grad: true }
                && !handles.Contains(tensor.Handle),
            _ => false,
        };

    /// <summary>What a field holds: itself, or the elements of a collection.</summary>
    private static IEnumerable<object> Held(object? value) =>
        value switch
        {
            null or string => [],
            nn.Module or Tensor => [value],
            IDictionary dictionary => dictionary.Values.OfType<object>(),
            ICollection collection => collection.OfType<object>(),
            _ => [],
        };

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var level = type; level is not null && IsCustom(level); level = level.BaseType)
        {
            foreach (
                var field in level.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                yield return field;
            }
        }
    }

    private static bool IsCustom(Type type) =>
        type.Assembly != typeof(Linear).Assembly && type.Assembly != typeof(UnregisteredFields).Assembly;
}
