namespace ContrastiveDsl.Language;

/// <summary>The losses of all methods.</summary>
internal static class LossCatalogue
{
    /// <summary>All losses, each once.</summary>
    public static IReadOnlyList<Loss> All { get; } = Collect();

    /// <summary>The loss that an attribute declares, or <see langword="null"/>.</summary>
    /// <param name="word">The attribute's name without suffix.</param>
    public static Loss? FindWord(string word)
    {
        foreach (var loss in All)
        {
            if (loss.Word == word)
            {
                return loss;
            }
        }

        return null;
    }

    /// <summary>The loss of a name.</summary>
    /// <param name="name">Its name, as models have it.</param>
    public static Loss Of(string name)
    {
        foreach (var loss in All)
        {
            if (loss.Name == name)
            {
                return loss;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(name), name, "No loss is known by this name.");
    }

    private static List<Loss> Collect()
    {
        var losses = new List<Loss>();
        foreach (var method in MethodCatalogue.All)
        {
            foreach (var loss in method.Losses)
            {
                if (!losses.Contains(loss))
                {
                    losses.Add(loss);
                }
            }
        }

        return losses;
    }
}
