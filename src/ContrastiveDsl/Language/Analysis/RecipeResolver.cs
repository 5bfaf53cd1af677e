using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Puts the attributes that a recipe stands for beside those that are written.</summary>
internal static class RecipeResolver
{
    /// <summary>
    /// The experiment as if its recipe were written out. A setting that is written keeps its place; what comes from the
    /// recipe alone is found at the recipe. What the method has no use for is left out.
    /// </summary>
    public static RawClass Complete(RawClass raw)
    {
        if (
            RecipeCatalogue.Of(raw) is not { } entry
            || raw.Declaring is not { } declaring
            || MethodCatalogue.Find(declaring.Name) is not { } method
        )
        {
            return raw;
        }

        var attributes = new List<RawAttribute>(raw.Attributes);
        foreach (var setting in entry.Settings)
        {
            Add(attributes, Brought(setting, raw.Find<RecipeAttribute>()!.Index), method);
        }

        return raw with
        {
            Attributes = new EquatableArray<RawAttribute>(attributes),
        };
    }

    /// <summary>A setting as the recipe brings it, which is found at the recipe.</summary>
    private static RawAttribute Brought(RawAttribute setting, AttributeIndex recipe) =>
        setting with
        {
            Index = recipe,
            Arguments = new(setting.Arguments.Select(argument => argument with { IsOfRecipe = true })),
        };

    private static void Add(List<RawAttribute> attributes, RawAttribute setting, Method method)
    {
        if (MethodCatalogue.FirstReading(setting.Name) is not null && !method.Reads(setting.Name))
        {
            return;
        }

        var written = attributes.FindIndex(attribute => attribute.Name == setting.Name);
        if (written >= 0)
        {
            attributes[written] = attributes[written].Or(Beside(attributes[written], setting).Arguments);
        }
        else if (!attributes.Exists(attribute => TakesThePlace(attribute.Name, setting.Name)))
        {
            attributes.Add(setting);
        }
    }

    /// <summary>Of optimizers and of schedules there is one: another kind that is written is meant instead.</summary>
    private static bool TakesThePlace(string written, string brought) =>
        (Words.IsOptimizer(written) && Words.IsOptimizer(brought))
        || (Words.IsSchedule(written) && Words.IsSchedule(brought));

    /// <summary>The warm-up is stated in epochs or as a share: the one that is written replaces the other.</summary>
    private static RawAttribute Beside(RawAttribute written, RawAttribute setting) =>
        written.Has(nameof(CosineScheduleAttribute.WarmupFraction))
            ? setting with
            {
                Arguments = new(
                    setting.Arguments.Where(argument => argument.Name != nameof(CosineScheduleAttribute.WarmupEpochs))
                ),
            }
            : setting;
}
