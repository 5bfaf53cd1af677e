namespace ContrastiveDsl.Language;

/// <summary>A row of a paper: what the attributes of such an experiment would say.</summary>
/// <param name="Recipe">Which one.</param>
/// <param name="Method">The method.</param>
/// <param name="Source">Paper, and the place in the authors' code.</param>
/// <param name="Settings">The attributes.</param>
internal sealed record RecipeEntry(PaperRecipe Recipe, Method Method, string Source, EquatableArray<RawAttribute> Settings)
{
    /// <summary>Temperature of the row's loss, or 0 where it has none.</summary>
    public double Temperature { get; init; }

    /// <summary>Version of MoCo, or 0 where it is open.</summary>
    public int Version { get; init; }

    /// <summary>Whether it has settings of an attribute.</summary>
    /// <param name="word">The attribute's name without suffix.</param>
    public bool Has(string word)
    {
        foreach (var setting in Settings)
        {
            if (setting.Name == word)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is a recipe for such an experiment.</summary>
    /// <param name="method">The method.</param>
    /// <param name="version">Version of MoCo, or 0.</param>
    public bool Fits(Method method, int version) => Method == method && (Version == 0 || Version == version);
}
