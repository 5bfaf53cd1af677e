using ContrastiveDsl.Language;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>
/// What proves a method's loss. One class for each method, beside its tiny experiments; it is found by the attribute of
/// the method.
/// </summary>
internal abstract class MethodProof
{
    /// <summary>Images of the batch in which negatives are counted.</summary>
    public const int Images = 6;

    /// <summary>The temperature of losses that have one.</summary>
    public const double Temperature = 0.2;

    /// <summary>The proofs by the attribute of their method, without the ending.</summary>
    public static IReadOnlyDictionary<string, MethodProof> All { get; } =
        typeof(MethodProof)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(MethodProof)) && !type.IsAbstract)
            .Select(type => (MethodProof)Activator.CreateInstance(type)!)
            .ToDictionary(proof => proof.Word);

    /// <summary>The attribute of the method, without the ending.</summary>
    protected abstract string Word { get; }

    /// <summary>The golden topic that proves the loss; <see langword="null"/> where there is no reference.</summary>
    public virtual string? GoldenTopic => null;

    /// <summary>
    /// The tests that prove a loss without a golden topic: closed forms, the definition term by term, and finite
    /// differences.
    /// </summary>
    public virtual string? ClosedForms => null;

    /// <summary>Whether its encoder may have any normalization; a transformer has its own.</summary>
    public virtual bool TakesAnyNorm => true;

    /// <summary>
    /// An experiment of which a rule has to say that it cannot work: by default one with a single image a batch, which
    /// has no other images to compare with, and nothing to normalize over.
    /// </summary>
    /// <param name="declared">A sound experiment of the method.</param>
    public virtual ExperimentModel Faulty(ExperimentModel declared) =>
        declared with
        {
            Training = declared.Training with { BatchSize = 1 },
        };

    /// <summary>
    /// How many embeddings the loss of the method, called as its step calls it, repels an anchor from. Every embedding
    /// is a direction of its own, so the gradient of an anchor tells by its component along another embedding whether
    /// the loss pushes the two apart.
    /// </summary>
    /// <param name="model">An experiment of the method with <see cref="Images"/> images a batch.</param>
    public abstract int CountNegatives(ExperimentModel model);

    /// <summary>
    /// The loss of embeddings that tell nothing of their images, put together as the method's step does; for methods
    /// that know such a value.
    /// </summary>
    /// <param name="model">The experiment.</param>
    /// <param name="rows">Makes so many embeddings, different ones each time: unit vectors, [count, D].</param>
    /// <param name="loss">The loss of the experiment.</param>
    public virtual Tensor Blind(ExperimentModel model, Func<long, Tensor> rows, Func<Tensor[], Tensor> loss) =>
        throw new InvalidOperationException($"[{Word}] knows no loss by chance.");

    /// <summary>The same for a loss of two batches.</summary>
    protected static Tensor BlindPairs(ExperimentModel model, Func<long, Tensor> rows, Func<Tensor[], Tensor> loss) =>
        loss([rows(model.Training.BatchSize), rows(model.Training.BatchSize)]);

    /// <summary>The negatives of a loss of two views.</summary>
    internal static int OfPairs(ExperimentModel model, Func<Tensor, Tensor, Tensor> loss)
    {
        model.ViewCount.Should().Be(2);
        var (first, second) = (Directions(Images, 0), Directions(Images, Images));
        loss(first, second).backward();
        return Repelled(first, first, second);
    }

    /// <summary>Rows of the identity: unit vectors at right angles to each other.</summary>
    protected static Tensor Directions(int count, int first, int more = 0) =>
        eye((5 * Images) + more).narrow(0, first, count).clone().requires_grad_();

    /// <summary>Rows from which a step down the gradient would lead the first anchor away.</summary>
    protected static int Repelled(Tensor anchors, params Tensor[] others)
    {
        var gradient = anchors.grad![0];
        return others.Sum(rows => (int)(rows.detach().matmul(gradient) > 1e-9).sum().item<long>());
    }
}

/// <summary>What proves the loss of a method.</summary>
/// <typeparam name="TAttribute">The attribute of the method.</typeparam>
internal abstract class MethodProof<TAttribute> : MethodProof
    where TAttribute : ExperimentAttribute
{
    /// <inheritdoc/>
    protected sealed override string Word => typeof(TAttribute).Name[..^nameof(Attribute).Length];
}
