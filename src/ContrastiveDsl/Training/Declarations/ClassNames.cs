using System.Globalization;
using System.Text;

namespace ContrastiveDsl.Training;

/// <summary>Writes classes of the running program as the generator writes them, which saw them in source.</summary>
internal static class ClassNames
{
    private const char Arity = '`';

    /// <summary>The name alone, without type arguments.</summary>
    internal static string Simple(Type type) => WithoutArity(type.Name);

    /// <summary>
    /// The name with namespace and containing types, dots between, and type arguments in their brackets:
    /// <c>Shop.Outer&lt;System.Int32&gt;.Faded</c>.
    /// </summary>
    internal static string Qualified(Type type)
    {
        if (type.IsArray)
        {
            return Qualified(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        }

        if (!type.IsConstructedGenericType)
        {
            return string.Join('.', type.FullName!.Split('+').Select(WithoutArity));
        }

        var (written, arguments) = (new StringBuilder(), new Queue<Type>(type.GetGenericArguments()));
        foreach (var level in type.GetGenericTypeDefinition().FullName!.Split('+'))
        {
            written.Append(written.Length == 0 ? string.Empty : ".").Append(WithoutArity(level));
            if (level.IndexOf(Arity, StringComparison.Ordinal) is >= 0 and var mark)
            {
                var count = int.Parse(level.AsSpan(mark + 1), CultureInfo.InvariantCulture);
                var own = Enumerable.Range(0, count).Select(_ => Qualified(arguments.Dequeue()));
                written.Append('<').AppendJoin(", ", own).Append('>');
            }
        }

        return written.ToString();
    }

    private static string WithoutArity(string name) =>
        name.IndexOf(Arity, StringComparison.Ordinal) is >= 0 and var mark ? name[..mark] : name;
}
