using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>
/// Walks everything that a value of the pipeline holds, and names the first thing that must not be there.
/// </summary>
internal static class ModelGraph
{
    /// <summary>
    /// The path to a thing that roots a compilation or that cannot be compared, with its type; null if there is none.
    /// </summary>
    public static string? FindForeigner(object? root) =>
        Find(root, "value", new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Find(object? node, string path, HashSet<object> visited)
    {
        if (node is null or string || node.GetType().IsPrimitive || node.GetType().IsEnum || !visited.Add(node))
        {
            return null;
        }

        return IsForeign(node) ? $"{path}: {node.GetType().Name}" : FindInside(node, path, visited);
    }

    private static bool IsForeign(object node) =>
        node
            is ISymbol
                or Compilation
                or SemanticModel
                or SyntaxNode
                or SyntaxTree
                or SyntaxReference
                or Location
                or Diagnostic
                or AttributeData
                or Delegate
        || (node is IEnumerable && !IsEquatableArray(node.GetType()));

    private static bool IsEquatableArray(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().FullName == "ContrastiveDsl.Language.EquatableArray`1";

    private static string? FindInside(object node, string path, HashSet<object> visited)
    {
        if (node is IEnumerable elements)
        {
            var index = 0;
            return elements
                .Cast<object?>()
                .Select(element => Find(element, $"{path}[{index++}]", visited))
                .FirstOrDefault(found => found is not null);
        }

        return Fields(node.GetType())
            .Select(field => Find(field.GetValue(node), $"{path}.{field.Name}", visited))
            .FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            foreach (
                var field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                yield return field;
            }
        }
    }
}
