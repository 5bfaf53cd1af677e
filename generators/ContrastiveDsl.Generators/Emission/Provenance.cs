using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Where an experiment's settings come from, as comments of emitted code say it.</summary>
internal static class Provenance
{
    /// <summary>The same of an attribute that need not be written.</summary>
    public static string OfOptional(ExperimentModel experiment, AttributeIndex attribute, string word) =>
        attribute.IsWritten ? Of(experiment, attribute, word) : ": the defaults of [" + word + "].";

    /// <summary>
    /// The end of a comment: the attribute that is written, the recipe, or both where the recipe fills it up.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="attribute">Index of the attribute that the settings were read from.</param>
    /// <param name="word">Its name without suffix.</param>
    public static string Of(ExperimentModel experiment, AttributeIndex attribute, string word)
    {
        if (experiment.Recipe is not { } recipe || RecipeCatalogue.Find(recipe) is not { } entry || !entry.Has(word))
        {
            return OfAttribute(word);
        }

        var name = "[" + Words.Of<RecipeAttribute>() + "(PaperRecipe." + EnumName.Of(recipe) + ")]";
        return attribute == experiment.RecipeAttribute
            ? ", set by " + name + "."
            : ", set by [" + word + "] and " + name + ".";
    }

    /// <summary>The same where no recipe can stand in for the attribute.</summary>
    /// <param name="word">Its name without suffix.</param>
    public static string OfAttribute(string word) => ", set by [" + word + "].";
}
