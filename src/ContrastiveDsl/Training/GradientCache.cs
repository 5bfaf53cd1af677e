using ContrastiveDsl.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// Lets a batch of any size pass networks a micro-batch at a time and train them as if it had passed at once, for
/// losses that compare all images of the batch (Gao et al., 2021, arXiv:2101.06983): embeddings of all micro-batches
/// without a graph, the loss of them all, then each micro-batch again with a graph and the gradients of its embeddings.
/// </summary>
/// <remarks>
/// <para>
/// The gradient is that of one pass, but for rounding, where no layer looks at other images: with group or layer
/// normalization, and with <see cref="SplitBatchNorm"/> whose parts each lie inside a micro-batch. Other batch
/// normalizations take the statistics of a micro-batch for those of the batch. Both passes see the same views and draw
/// the same dropout; running statistics move once, by the mean over the micro-batches.
/// </para>
/// <para>It costs a forward pass more. A cache serves one step, within its dispose scope.</para>
/// </remarks>
public sealed class GradientCache
{
    private readonly TrainingRun run;
    private readonly int microBatch;
    private readonly nn.Module[] networks;
    private Tensor[][] parts = [];
    private Tensor[] embeddings = [];
    private Func<Tensor[], Tensor[]>? forward;
    private Tensor? chance;

    /// <summary>Makes a cache for one step.</summary>
    /// <param name="run">The run that the step belongs to.</param>
    /// <param name="microBatch">Images that pass together, at least 1.</param>
    /// <param name="networks">The networks that they pass.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no images in a micro-batch.</exception>
    public GradientCache(TrainingRun run, int microBatch, params nn.Module[] networks)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentOutOfRangeException.ThrowIfLessThan(microBatch, 1);
        this.run = run;
        this.microBatch = microBatch;
        this.networks = networks;
    }

    /// <summary>
    /// Embeds all images, a micro-batch at a time and without a graph. With gradients enabled the embeddings are the
    /// leaves that the backward pass of the loss ends in, and <see cref="Backward"/> goes on from.
    /// </summary>
    /// <param name="views">Views of the images, each [b, …] with its images in the same order.</param>
    /// <param name="pass">
    /// What becomes of the views of m images, [m, …] each: their embeddings, each [m, …]. It is called again for the
    /// same views by <see cref="Backward"/>, and must do the same then.
    /// </param>
    /// <returns>The embeddings of all images, each [b, …], in the current dispose scope.</returns>
    /// <exception cref="ArgumentException">
    /// There are no views, they are of different numbers of images, or the images are more than a micro-batch and no
    /// multiple of it.
    /// </exception>
    public Tensor[] Embed(Tensor[] views, Func<Tensor[], Tensor[]> pass)
    {
        ArgumentNullException.ThrowIfNull(views);
        ArgumentNullException.ThrowIfNull(pass);
        forward = pass;
        parts = Split(views);
        chance = TakeChance(views[0].device);
        embeddings = EmbedParts();
        if (is_grad_enabled())
        {
            Array.ForEach(embeddings, embedding => embedding.requires_grad = true);
        }

        return embeddings;
    }

    /// <summary>
    /// Brings the gradients of the embeddings, which the loss has left in them, to the parameters: each micro-batch
    /// passes again, with a graph that is gone before the next one.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Nothing was embedded with gradients, or no backward pass has reached the embeddings.
    /// </exception>
    public void Backward()
    {
        using var scope = NewDisposeScope();
        var slopes = Array.ConvertAll(embeddings, embedding => embedding.grad);
        if (slopes.All(slope => slope is null))
        {
            throw new InvalidOperationException(
                "The embeddings have no gradients: call backward() of a loss of what Embed returned, made with gradients enabled."
            );
        }

        var device = embeddings[0].device;
        var goesOn = TakeChance(device);
        SetChance(chance, device);
        using (var kept = RunningStatistics.Kept(networks, parts.Length))
        {
            for (var part = 0; part < parts.Length; part++)
            {
                BackwardPart(part, slopes);
                kept.PartPassed(1.0 / parts.Length);
            }
        }

        SetChance(goesOn, device);
    }

    private void BackwardPart(int part, Tensor?[] slopes)
    {
        using var scope = NewDisposeScope();
        var made = forward!(parts[part]);
        var (roots, gradients) = (new List<Tensor>(), new List<Tensor>());
        for (var i = 0; i < made.Length; i++)
        {
            if (slopes[i] is { } slope)
            {
                roots.Add(made[i]);
                gradients.Add(slope.narrow(0, (long)part * microBatch, made[i].size(0)));
            }
        }

        autograd.backward(roots, gradients);
        ComputeWeights.Reuse();
    }

    private Tensor[] EmbedParts()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var made = new Tensor[parts.Length][];
        using (var moved = RunningStatistics.MovedOnce(networks, parts.Length))
        {
            for (var part = 0; part < parts.Length; part++)
            {
                using var inner = NewDisposeScope();
                made[part] = Array.ConvertAll(forward!(parts[part]), output => output.MoveToOuterDisposeScope());
                moved.PartPassed(1.0 / parts.Length);
            }
        }

        var whole = new Tensor[made[0].Length];
        for (var i = 0; i < whole.Length; i++)
        {
            whole[i] = cat(Array.ConvertAll(made, outputs => outputs[i]), 0).MoveToOuterDisposeScope();
        }

        return whole;
    }

    private Tensor[][] Split(Tensor[] views)
    {
        if (views.Length == 0 || Array.Exists(views, view => view.dim() == 0 || view.size(0) != views[0].size(0)))
        {
            throw new ArgumentException("Views are one or more, each [b, …] of the same b images.", nameof(views));
        }

        var images = views[0].size(0);
        if (images > microBatch && images % microBatch != 0)
        {
            throw new ArgumentException(
                $"{images} images cannot be cut into micro-batches of {microBatch}: choose a batch that is a multiple of it in every process.",
                nameof(views)
            );
        }

        var pieces = Array.ConvertAll(views, view => view.split(microBatch, 0));
        var made = new Tensor[pieces[0].Length][];
        for (var part = 0; part < made.Length; part++)
        {
            made[part] = Array.ConvertAll(pieces, piece => piece[part]);
        }

        return made;
    }

    /// <summary>
    /// Where dropout's generator stands; on a GPU nobody knows, but where it stood as the step began.
    /// </summary>
    private static Tensor? TakeChance(Device device) => device.type == DeviceType.CUDA ? null : get_rng_state();

    private void SetChance(Tensor? state, Device device)
    {
        if (state is not null)
        {
            set_rng_state(state);
        }
        else
        {
            StepChance.Seed(run.Settings.Seed, run.Step, run.World, device);
        }
    }
}
