using System;
using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Where the values of settings come from, as the ends of comments in emitted code: from an attribute where they are
/// written, from the recipe, or from the attribute's defaults.
/// </summary>
internal static class Provenance
{
    /// <summary>The end of a comment on a setting.</summary>
    /// <typeparam name="TAttribute">Its attribute.</typeparam>
    /// <param name="model">What the class declares; <see langword="null"/> where that is unknown.</param>
    /// <param name="setting">The property.</param>
    public static string Of<TAttribute>(DeclaredModel? model, string setting)
        where TAttribute : Attribute => Of(model, Words.Of<TAttribute>(), setting);

    /// <summary>The same by the attribute's name without suffix.</summary>
    public static string Of(DeclaredModel? model, string word, string setting) =>
        Of(model, word, setting, "the default of [" + word + "]");

    /// <summary>The same of a setting whose default is not its attribute's own.</summary>
    public static string Of(DeclaredModel? model, string word, string setting, string unset) =>
        model is null ? "." : ", " + Phrase(model, word, model.Stated.SourceOf(word, setting), unset) + ".";

    /// <summary>The end of a comment on a setting of which no recipe knows.</summary>
    /// <param name="word">Its attribute without suffix.</param>
    /// <param name="isWritten">Whether it is written.</param>
    public static string Of(string word, bool isWritten) =>
        (isWritten ? ", set by [" : ", the default of [") + word + "].";

    /// <summary>The end of a comment on several settings of an attribute that need not be written.</summary>
    public static string OfAll<TAttribute>(ExperimentModel experiment, params string[] settings)
        where TAttribute : Attribute
    {
        var word = Words.Of<TAttribute>();
        var defaults = "the defaults of [" + word + "]";
        var sources = settings.ToLookup(setting => experiment.Stated.SourceOf(word, setting));
        if (sources.Count > 1)
        {
            // Defaults come last, whatever the order of settings.
            var phrases = sources
                .OrderBy(source => source.Key == SettingSource.Default)
                .Select(source => Text.And([.. source]) + " " + Phrase(experiment, word, source.Key, "by default"));
            return ": " + string.Join(", ", phrases) + ".";
        }

        var only = sources.Single().Key;
        return (only == SettingSource.Default ? ": " : ", ") + Phrase(experiment, word, only, defaults) + ".";
    }

    private static string Phrase(DeclaredModel model, string word, SettingSource source, string unset) =>
        source switch
        {
            SettingSource.Default => unset,
            SettingSource.Recipe => "set by [" + Recipe((ExperimentModel)model) + "]",
            _ => "set by [" + word + "]",
        };

    private static string Recipe(ExperimentModel experiment) =>
        Words.Of<RecipeAttribute>() + "(PaperRecipe." + EnumName.Of(experiment.Recipe!.Value) + ")";
}
