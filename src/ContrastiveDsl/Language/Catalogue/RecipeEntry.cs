using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>A row of a paper: what the attributes of such an experiment would say.</summary>
/// <param name="Recipe">Which one.</param>
/// <param name="Method">The method.</param>
/// <param name="Source">Paper, and the place in the authors' code.</param>
/// <param name="Settings">The attributes.</param>
internal sealed record RecipeEntry(
    PaperRecipe Recipe,
    Method Method,
    string Source,
    EquatableArray<RawAttribute> Settings
)
{
    /// <summary>Temperature of the row's loss, or 0 where it has none.</summary>
    public double Temperature { get; init; }

    /// <summary>The variant of the method, or empty where that is open.</summary>
    public string Variant { get; init; } = string.Empty;

    /// <summary>Whether it has settings of an attribute.</summary>
    /// <param name="word">The attribute's name without suffix.</param>
    public bool Has(string word) => Settings.Any(setting => setting.Name == word);

    /// <summary>Whether it has an optimizer whose decay spares no parameter.</summary>
    /// <param name="optimizer">The optimizer's attribute without suffix.</param>
    public bool DecaysAll(string optimizer) =>
        Settings.Any(setting =>
            setting.Name == optimizer && setting.Find(nameof(OptimizerAttribute.DecayBiasAndNorm)) is { Integer: 1 }
        );

    /// <summary>Whether it is a recipe for such an experiment.</summary>
    /// <param name="method">The method.</param>
    /// <param name="variant">The variant of the method.</param>
    public bool Fits(Method method, string variant) => Method == method && (Variant.Length == 0 || Variant == variant);

    /// <summary>Whether it is a recipe for the experiment of an attribute.</summary>
    /// <param name="method">The method.</param>
    /// <param name="declaring">The attribute that declares an experiment of the method.</param>
    public bool Fits(Method method, RawAttribute declaring) => Fits(method, method.VariantOf(declaring));
}
