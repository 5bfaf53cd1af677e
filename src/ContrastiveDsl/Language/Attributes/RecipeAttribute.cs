using System;

namespace ContrastiveDsl;

/// <summary>
/// Gives an experiment the numbers of a paper's row: epochs, batch, optimizer, schedule, momentum of the encoder, queue
/// or memory bank, as if their attributes were written. What is written beside it wins, setting by setting:
/// <c>[Recipe(PaperRecipe.ByolImageNet300)] [Training(Epochs = 50)]</c> keeps the paper's batch. An optimizer or
/// a schedule of another kind takes the place of the recipe's.
/// </summary>
/// <param name="recipe">The row.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RecipeAttribute(PaperRecipe recipe) : SettingAttribute
{
    /// <summary>The row.</summary>
    public PaperRecipe Recipe { get; } = recipe;
}
