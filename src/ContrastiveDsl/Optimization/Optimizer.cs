using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Optimization;

/// <summary>
/// Changes the parameters of a set by their gradients, group by group, so that a step costs the same number of
/// operations for any number of layers, LARS' norms excepted.
/// </summary>
public abstract class Optimizer : IStateful, IDisposable
{
    private protected Optimizer(ParameterSet parameters, double weightDecay, bool decayBiasAndNorm)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require(weightDecay >= 0, nameof(weightDecay), weightDecay, "0 or more");
        if (parameters.Groups.Any(group => group.FlatGradient is null))
        {
            throw new ArgumentException(
                "These parameters belong to a target network, which follows another one and is not trained.",
                nameof(parameters)
            );
        }

        Groups = [.. parameters.Groups.Where(group => !group.IsEmpty)];
        WeightDecay = weightDecay;
        DecayBiasAndNorm = decayBiasAndNorm;
        Weights = parameters.Weights;
    }

    /// <summary>The decay λ of the weights.</summary>
    public double WeightDecay { get; }

    /// <summary>Whether biases and normalization parameters are treated like weights.</summary>
    public bool DecayBiasAndNorm { get; }

    /// <summary>The groups that hold parameters.</summary>
    private protected ParameterGroup[] Groups { get; }

    private ParameterGroup Weights { get; }

    /// <summary>The decay of the step at hand.</summary>
    private protected double StepDecay { get; private set; }

    /// <summary>Changes the parameters once. Nothing waits for the device.</summary>
    /// <param name="learningRate">The rate of this step.</param>
    public void Step(double learningRate) => Step(learningRate, WeightDecay);

    /// <summary>
    /// Changes the parameters once, with a weight decay of this step's own in place of <see cref="WeightDecay"/>.
    /// Nothing waits for the device.
    /// </summary>
    /// <param name="learningRate">The rate of this step.</param>
    /// <param name="weightDecay">
    /// The decay λ of this step, 0 or more, such as <see cref="CosineWeightDecay"/> gives it.
    /// </param>
    public void Step(double learningRate, double weightDecay)
    {
        Require(double.IsFinite(learningRate), nameof(learningRate), learningRate, "a finite number");
        Require(weightDecay >= 0, nameof(weightDecay), weightDecay, "0 or more");
        StepDecay = weightDecay;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        BeginStep();
        for (var i = 0; i < Groups.Length; i++)
        {
            Update(i, learningRate);
        }
    }

    /// <inheritdoc/>
    public abstract void Save(StateWriter writer);

    /// <inheritdoc/>
    public abstract void Load(StateReader reader);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Whether decay, and whatever else only weights get, applies to a group.</summary>
    private protected bool IsDecayed(ParameterGroup group) => DecayBiasAndNorm || IsWeights(group);

    /// <summary>Whether a group is that of the weights, not of biases and normalization.</summary>
    private protected bool IsWeights(ParameterGroup group) => ReferenceEquals(group, Weights);

    private protected double DecayOf(ParameterGroup group) => IsDecayed(group) ? StepDecay : 0;

    /// <summary>Runs once per step, before the groups.</summary>
    private protected virtual void BeginStep() { }

    private protected abstract void Update(int index, double learningRate);

    /// <summary>One moment per group.</summary>
    private protected Tensor[] NewStates() => [.. Groups.Select(group => group.NewState())];

    private protected void SaveStates(StateWriter writer, string name, Tensor[] states)
    {
        for (var i = 0; i < Groups.Length; i++)
        {
            Groups[i].SaveState(writer.Scope(name), states[i]);
        }
    }

    private protected void LoadStates(StateReader reader, string name, Tensor[] states)
    {
        for (var i = 0; i < Groups.Length; i++)
        {
            Groups[i].LoadState(reader.Scope(name), states[i]);
        }
    }

    private protected static void Dispose(Tensor[] states) => Array.ForEach(states, state => state.Dispose());

    private protected static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"Must be {expected}.");
        }
    }
}
