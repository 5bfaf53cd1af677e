using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that a recipe belongs to the experiment that it stands on.</summary>
internal static class RecipeChecks
{
    /// <summary>
    /// Whether a class names a recipe that is none or belongs to another method, so that nothing is known of what it
    /// would have brought.
    /// </summary>
    public static bool IsRefused(RawClass raw, RawAttribute declaring, Method method) =>
        raw.Find<RecipeAttribute>() is not null && RecipeCatalogue.Of(raw)?.Fits(method, declaring) != true;

    /// <summary>Checks the method of one class as written.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        if (
            RecipeCatalogue.Of(raw) is not { } entry
            || raw.Declaring is not { } declaring
            || MethodCatalogue.Find(declaring.Name) is not { } method
        )
        {
            return;
        }

        var variant = method.VariantOf(declaring);
        if (!entry.Fits(method, variant))
        {
            var usable = RecipeCatalogue
                .All.Where(candidate => candidate.Fits(method, variant))
                .Select(candidate => "PaperRecipe." + candidate.Recipe)
                .ToArray();
            findings.Add(
                MethodRules.RecipeOfOtherMethod,
                findings.At(raw.Find<RecipeAttribute>()!.Index, nameof(RecipeAttribute.Recipe)),
                entry.Recipe.ToString(),
                entry.Method.NameOf(entry.Variant),
                raw.Type.Name,
                method.NameOf(variant),
                usable.Length == 0 ? "settings of your own" : Text.Choice(usable)
            );
            findings.OfferEach(findings.At(raw.Find<RecipeAttribute>()!.Index, nameof(RecipeAttribute.Recipe)), usable);
        }
    }

    /// <summary>Checks the temperature of one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        if (
            experiment.Recipe is not { } recipe
            || RecipeCatalogue.Find(recipe) is not { Temperature: > 0 } entry
            || !entry.Fits(experiment.Method.Facts, experiment.Method.Variant)
        )
        {
            return;
        }

        var loss = experiment.Loss;
        if (loss.Temperature > 0 && !loss.Temperature.Equals(entry.Temperature))
        {
            findings.AddConflict(
                MethodRules.TemperatureOfOtherRecipe,
                findings.At(experiment.RecipeAttribute, nameof(RecipeAttribute.Recipe)),
                loss.At(nameof(loss.Temperature)),
                recipe.ToString(),
                Text.Of(entry.Temperature),
                loss.Type.Name,
                Text.Of(loss.Temperature)
            );
            findings.Offer(Edit.Set(loss.At(nameof(loss.Temperature)), Text.Of(entry.Temperature)));
        }
    }
}
