using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that a recipe belongs to the experiment that it stands on.</summary>
internal static class RecipeChecks
{
    /// <summary>Checks the method of one class as written.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        if (RecipeCatalogue.Of(raw) is not { } entry || raw.Declaring is not { } declaring || MethodCatalogue.Find(declaring.Name) is not { } method)
        {
            return;
        }

        var version = method.Method == MethodKind.MoCo ? declaring.Int("Version", new MoCoAttribute().Version) : 0;
        if (!entry.Fits(method.Method, version))
        {
            var usable = RecipeCatalogue.All.Where(candidate => candidate.Fits(method.Method, version)).Select(candidate => "PaperRecipe." + candidate.Recipe).ToArray();
            findings.Add(
                MethodRules.RecipeOfOtherMethod,
                findings.At(raw.Find(Words.Recipe)!.Index, "Recipe"),
                entry.Recipe.ToString(),
                Name(MethodCatalogue.Of(entry.Method), entry.Version),
                raw.Type.Name,
                Name(method, version),
                Choice(usable));
        }
    }

    /// <summary>Checks the temperature of one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        if (experiment.Recipe is not { } recipe || RecipeCatalogue.Find(recipe) is not { Temperature: > 0 } entry || !entry.Fits(experiment.Method, experiment.Version))
        {
            return;
        }

        var loss = experiment.Loss;
        if (loss.Temperature > 0 && !loss.Temperature.Equals(entry.Temperature))
        {
            findings.AddConflict(
                MethodRules.TemperatureOfOtherRecipe,
                findings.At(experiment.RecipeAttribute, "Recipe"),
                new Target(loss.Type.Qualified, loss.Attribute, "Temperature"),
                recipe.ToString(),
                Text.Of(entry.Temperature),
                loss.Type.Name,
                Text.Of(loss.Temperature));
        }
    }

    private static string Name(MethodEntry method, int version) => version > 0 ? method.Name + " v" + Text.Of(version) : method.Name;

    private static string Choice(string[] names) => names.Length switch
    {
        0 => "settings of your own",
        1 => names[0],
        _ => string.Join(", ", names, 0, names.Length - 1) + " or " + names[names.Length - 1],
    };
}
