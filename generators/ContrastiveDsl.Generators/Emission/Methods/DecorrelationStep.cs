using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The step of a method that compares components: both views one after the other, then its loss.</summary>
/// <typeparam name="TMethod">The method.</typeparam>
/// <param name="idea">The method in a sentence, as what follows its name.</param>
/// <param name="aim">What its loss asks for, in a sentence.</param>
internal abstract class DecorrelationStep<TMethod>(string idea, string aim) : StepEmitter<TMethod>
    where TMethod : Method
{
    /// <inheritdoc/>
    protected sealed override string Idea(ExperimentModel experiment) => idea;

    /// <inheritdoc/>
    public sealed override void WriteForward(IndentedWriter writer, ExperimentParts parts)
    {
        writer.WriteComment("Projections of both views, from one network, each view a batch of its own.");
        var lines = new CommentedLines();
        AddProjections(writer, lines, parts);
        lines.WriteTo(writer);
        writer.WriteLine();
        writer.WriteComment(aim);
        writer.WriteLine($"var loss = {parts.Loss}.Compute(z0, z1);  // -> []");
    }

    /// <inheritdoc/>
    protected sealed override string Watched(ExperimentParts parts) => "z0, z1";
}
