using System.Collections.Generic;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Names of the widths that a module's code states once, each an expression.</summary>
/// <param name="Input">Width before the first layer.</param>
/// <param name="Output">Width behind the last.</param>
/// <param name="Hidden">Width of all layers between, or <see langword="null"/> where each has its own.</param>
/// <param name="Tokens">Number of the tokens that are concatenated, or <see langword="null"/> for that number.</param>
internal sealed record WidthNames(string Input, string Output, string? Hidden = null, string? Tokens = null);

/// <summary>
/// The widths around layers, channels of maps or sizes of vectors, as code writes them: by name where they have one, so
/// that a size is stated once and shapes what it names.
/// </summary>
internal static class LayerWidths
{
    /// <summary>The expressions for the widths before and behind each layer.</summary>
    public static IReadOnlyList<(string Input, string Output)> Of(EquatableArray<NamedLayer> layers, WidthNames names)
    {
        var widths = new List<(string, string)>(layers.Count);
        var last = LastThatShapesTheOutput(layers);
        var width = names.Input;
        for (var i = 0; i < layers.Count; i++)
        {
            var input = width;
            width = i == last ? names.Output : Behind(layers[i], input, names);
            widths.Add((input, width));
        }

        return widths;
    }

    /// <summary>A width that has no name: that of the input where the model writes 0, which is inferred.</summary>
    public static string Of(int size) => size == 0 ? "inputSize" : CSharpLiteral.Of(size);

    /// <summary>The layer whose own width is that of the output, or -1 where that follows from a map's sides.</summary>
    private static int LastThatShapesTheOutput(EquatableArray<NamedLayer> layers)
    {
        for (var i = layers.Count - 1; i >= 0; i--)
        {
            if (layers[i].Layer.StatesWidth)
            {
                return i;
            }

            if (layers[i].Input.Channels != layers[i].Output.Channels)
            {
                return -1;
            }
        }

        return -1;
    }

    private static string Behind(NamedLayer layer, string input, WidthNames names) =>
        layer.Layer switch
        {
            FlattenLayer when layer.Input is { Height: > 0, Width: > 0 } map && map.Height * map.Width > 1 => Code.Of(
                $"{input} * {map.Height} * {map.Width}"
            ),
            ConcatenateLayer when layer.Input.Tokens > 1 => (names.Tokens ?? CSharpLiteral.Of(layer.Input.Tokens))
                + " * "
                + input,
            { StatesWidth: true } => names.Hidden ?? Of(layer.Output.Channels),
            _ => input,
        };
}
