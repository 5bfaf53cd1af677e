using System.Globalization;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Numbers of parameters, for comments.</summary>
internal static class ParameterCount
{
    /// <summary>Trainable parameters of layers, with commas between thousands.</summary>
    public static string Of(EquatableArray<NamedLayer> layers)
    {
        long count = 0;
        foreach (var layer in layers)
        {
            count += layer.Layer.Parameters(layer.Input);
        }

        return count.ToString("N0", CultureInfo.InvariantCulture);
    }
}
