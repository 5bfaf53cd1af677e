using System.Text;

namespace TorchSharp.LibTorch.Tests.Contract;

/// <summary>Writes types as C# names them, nesting and generic arguments included.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
    };

    internal static string Of(Type type) => type switch
    {
        { IsGenericParameter: true } => type.Name,
        { IsArray: true } => $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]",
        { IsPointer: true } => Of(type.GetElementType()!) + "*",
        { IsByRef: true } => "ref " + Of(type.GetElementType()!),
        _ when Nullable.GetUnderlyingType(type) is { } underlying => Of(underlying) + "?",
        _ => Keywords.GetValueOrDefault(type) ?? Nested(type),
    };

    internal static bool IsVisible(Type type)
    {
        for (var level = type; level is not null; level = level.DeclaringType)
        {
            var visible = level.IsNested ? level.IsNestedPublic || level.IsNestedFamily || level.IsNestedFamORAssem : level.IsPublic;
            if (!visible)
            {
                return false;
            }
        }
        return true;
    }

    private static string Nested(Type type)
    {
        var chain = new List<Type>();
        for (var level = type; level is not null; level = level.DeclaringType)
        {
            chain.Insert(0, level);
        }
        var arguments = type.GetGenericArguments().Select(Of).ToArray();
        var text = new StringBuilder(string.IsNullOrEmpty(chain[0].Namespace) ? "" : chain[0].Namespace + ".");
        var written = 0;
        foreach (var level in chain)
        {
            text.Append(level == chain[0] ? "" : ".").Append(level.Name.Split('`')[0]);
            var upTo = level.IsGenericType ? level.GetGenericArguments().Length : 0;
            if (upTo > written)
            {
                text.Append('<').AppendJoin(',', arguments[written..upTo]).Append('>');
                written = upTo;
            }
        }
        return text.ToString();
    }
}
