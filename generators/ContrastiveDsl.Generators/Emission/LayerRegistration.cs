using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Statements that register layers under their keys in the state dict.</summary>
internal static class LayerRegistration
{
    /// <summary>The same layers with the statements that register them, in their order.</summary>
    public static List<EmittedLayer> Register(IReadOnlyList<EmittedLayer> layers)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        return layers
            .Select(layer => layer.HasField ? layer with { Registration = Of(layer, layers, owners) } : layer)
            .ToList();
    }

    /// <summary>
    /// Of layers that share an owner in the state dict the first is that owner, and the others are registered in it.
    /// Where keys are positions below a name, the first registers all of them, in a list.
    /// </summary>
    private static string Of(EmittedLayer code, IReadOnlyList<EmittedLayer> layers, Dictionary<string, string> owners)
    {
        var layer = code.Layer;
        if (layer.Owner.Length == 0)
        {
            return Statement(
                layer.Layer is ClassTokenLayer or RegisterTokensLayer ? "register_parameter" : "register_module",
                layer.Name,
                code.Field
            );
        }

        if (char.IsDigit(layer.Key[0]))
        {
            var list = ListOf(layer);
            var members = layers.Where(member => member.HasField && ListOf(member.Layer) == list).ToArray();
            return ReferenceEquals(members[0], code) ? Statement("register_module", list, Sequential(members)) : "";
        }

        if (owners.TryGetValue(layer.Owner, out var owner))
        {
            return Statement(owner + ".register_module", layer.Key, code.Field);
        }

        owners.Add(layer.Owner, code.Field);
        return Statement("register_module", layer.Owner, code.Field);
    }

    /// <summary>The first part of a key whose others are positions: <c>features</c> of <c>features.2.1</c>.</summary>
    private static string ListOf(NamedLayer layer) => layer.Name.Split('.')[0];

    /// <summary>Layers at their positions; those that share one are a list there.</summary>
    private static string Sequential(IEnumerable<EmittedLayer> members)
    {
        var places = members
            .GroupBy(member => member.Layer.Name.Split('.')[1], StringComparer.Ordinal)
            .Select(Place)
            .ToArray();
        return places.Length == 1 ? Sequential(places[0]) : Sequential("\n    " + string.Join(",\n    ", places));
    }

    private static string Place(IGrouping<string, EmittedLayer> members)
    {
        var fields = string.Join(", ", members.Select(member => member.Field));
        return members.First().Layer.Name.Count(letter => letter == '.') > 1 ? Sequential(fields) : fields;
    }

    private static string Sequential(string members) => Names.NN + ".Sequential(" + members + ")";

    private static string Statement(string method, string key, string field) =>
        method + "(" + CSharpLiteral.Of(key) + ", " + field + ");";
}
