using ContrastiveDsl.Language;

namespace ContrastiveDsl.Declarations.Tests.Random;

/// <summary>
/// Makes experiments as users write them: parts that mostly fit, settings that are mostly meant. What the attributes
/// are and what they take is found by reflection; only what goes together is known here.
/// </summary>
internal sealed class DeclarationMaker
{
    private const int Attempts = 400;

    private readonly Chance chance;
    private readonly Wish wish;
    private readonly Plan plan;
    private readonly AttributeWriter writer;
    private readonly PartMaker parts;

    private DeclarationMaker(Chance chance, Wish wish)
    {
        this.chance = chance;
        this.wish = wish;
        plan = new Plan(chance, chance.Of([.. Suitable()]), wish);
        writer = new AttributeWriter(chance, wish, plan);
        parts = new PartMaker(chance, wish, plan, writer);
    }

    /// <summary>An experiment that has something, sound in about half of the cases.</summary>
    /// <param name="seed">Makes all choices.</param>
    /// <param name="wish">What it must have.</param>
    public static Declaration Make(int seed, Wish wish)
    {
        var chance = new Chance(seed);
        var mutation = new Mutation(chance);
        var isMeant = chance.Is(0.4);
        for (var attempt = 0; ; attempt++)
        {
            var made = new DeclarationMaker(chance, wish).Make();
            made = isMeant ? made : mutation.Change(made);
            if (made.Has(wish))
            {
                return made;
            }

            if (attempt == Attempts)
            {
                return mutation.Add(made, wish);
            }
        }
    }

    private IEnumerable<Method> Suitable()
    {
        var declares = Words.Declares(wish.Word);
        var suitable = MethodCatalogue.All.Where(method =>
            method.Word == wish.Word
            || method.Reads(wish.Word)
            || method.Losses.Any(loss => loss.Word == wish.Word)
            || (declares.IsHead() && method.Parts.Any(part => part.Kind == declares))
            || RecipeCatalogue.All.Any(entry => entry.Method == method && wish.Value == Named(entry))
        );
        return suitable.Any() ? suitable : MethodCatalogue.All;
    }

    private static string Named(RecipeEntry entry) => nameof(PaperRecipe) + "." + entry.Recipe;

    private Declaration Make()
    {
        var settings = SettingsOfExperiment().ToArray();
        var named = plan
            .Method.Parts.Where(part =>
                part.IsRequired || part.Argument == wish.Setting || chance.Is(plan.IsSmall ? 0.15 : 0.3)
            )
            .Select(part => new Argument(part.Argument, "typeof(" + parts.Make(part) + ")", IsPositional: false))
            .ToArray();
        var declaring = writer.Write(Vocabulary.AttributeOf(plan.Method.Word));
        parts.Add("MyExperiment", declaring with { Arguments = [.. declaring.Arguments, .. named] }, settings);
        return new Declaration([.. parts.Classes]);
    }

    private IEnumerable<Use> SettingsOfExperiment()
    {
        var recipes = RecipeCatalogue.All.Where(entry => entry.Method == plan.Method).ToArray();
        var hasRecipe =
            wish.Word == Vocabulary.WordOf(typeof(RecipeAttribute)) || (recipes.Length > 0 && chance.Is(0.07));
        var general = hasRecipe ? 0.25 : 0.95;
        if (hasRecipe)
        {
            var named = wish.Value ?? Named(chance.Of(recipes.Length > 0 ? recipes : RecipeCatalogue.All));
            yield return new Use(
                Vocabulary.WordOf(typeof(RecipeAttribute)),
                [new Argument(nameof(RecipeAttribute.Recipe), named, IsPositional: true)]
            );
        }

        if (chance.Is(general))
        {
            yield return writer.Write(writer.Wished(Vocabulary.Of<OptimizerAttribute>()));
        }

        var schedules = Vocabulary.Of<ScheduleAttribute>();
        if (chance.Is(0.4) || schedules.Any(schedule => Vocabulary.WordOf(schedule) == wish.Word))
        {
            yield return writer.Write(writer.Wished(schedules));
        }

        foreach (var setting in Vocabulary.Of<SettingAttribute>().Where(IsOrdinary))
        {
            var word = Vocabulary.WordOf(setting);
            var isOfSome = MethodCatalogue.All.Any(method => method.Reads(word));
            var probability =
                !isOfSome ? (setting == typeof(TrainingAttribute) ? general : 0.4)
                : !plan.Method.Reads(word) ? 0
                : setting == typeof(MomentumEncoderAttribute) ? 0.5
                : 1;
            if (chance.Is(probability) || (word == wish.Word && probability > 0))
            {
                yield return writer.Write(setting, always: Always(setting));
            }
        }

        if (plan.Method.HasPretext)
        {
            var pretext = writer.Wished(Vocabulary.Of<PretextTransformAttribute>());
            plan.Patches = pretext == typeof(JigsawAttribute) ? 4 : 1;
            yield return writer.Write(pretext, always: Always(pretext));
        }
    }

    private static bool IsOrdinary(Type setting) =>
        !setting.IsAssignableTo(typeof(OptimizerAttribute))
        && !setting.IsAssignableTo(typeof(ScheduleAttribute))
        && !setting.IsAssignableTo(typeof(PretextTransformAttribute))
        && setting != typeof(RecipeAttribute);

    private static string[] Always(Type setting) =>
        setting == typeof(TrainingAttribute) ? [nameof(TrainingAttribute.BatchSize), nameof(TrainingAttribute.Epochs)]
        : setting == typeof(JigsawAttribute) ? [nameof(JigsawAttribute.Grid)]
        : setting == typeof(NegativeQueueAttribute) ? [nameof(NegativeQueueAttribute.Size)]
        : setting == typeof(MemoryBankAttribute) ? [nameof(MemoryBankAttribute.Negatives)]
        : setting == typeof(ImagesAttribute) ? [nameof(ImagesAttribute.Count)]
        : [];
}
