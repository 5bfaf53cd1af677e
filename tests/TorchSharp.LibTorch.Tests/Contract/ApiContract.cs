using System.Text.RegularExpressions;

namespace TorchSharp.LibTorch.Tests.Contract;

/// <summary>Compares two lists of an assembly's members.</summary>
internal static partial class ApiContract
{
    /// <summary>What is offered here and not there.</summary>
    internal static IEnumerable<string> Foreign(IEnumerable<string> ours, ISet<string> theirs) => ours.Where(line => !theirs.Contains(line));

    /// <summary>
    /// What is missing here although something of the same name on the same type is here: overloads, constructors, indexers, enum values.
    /// A call meant for a missing overload can silently bind to another one.
    /// </summary>
    internal static IEnumerable<string> MissingOverloads(ISet<string> ours, IEnumerable<string> theirs)
    {
        var names = ours.Select(NameOf).Where(name => name.Length > 0).ToHashSet();
        return theirs.Where(line => !ours.Contains(line) && names.Contains(NameOf(line)));
    }

    // Kind, declaring type and name; empty for what cannot be overloaded.
    private static string NameOf(string line)
    {
        var kind = line[0];
        var split = line.IndexOf(" :: ", StringComparison.Ordinal);
        if (split < 0 || kind is 'T' or 'F' or 'V')
        {
            return "";
        }
        var signature = Modifiers().Replace(line[(split + 4)..], "");
        return kind switch
        {
            'E' => line[..split],
            'P' when signature.Contains('[', StringComparison.Ordinal) && signature.IndexOf('[') < signature.IndexOf(" : ", StringComparison.Ordinal) => $"{line[..split]}[]",
            'P' => "",
            _ => $"{line[..split]} {signature[..signature.IndexOfAny(['(', '<'])]}",
        };
    }

    [GeneratedRegex("^(static |abstract |virtual )+")]
    private static partial Regex Modifiers();
}
