using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// A context network for contrastive predictive coding (van den Oord et al., 2018, arXiv:1807.03748) that reads each
/// column of an image downwards with a gated recurrent unit (Cho et al., 2014, arXiv:1406.1078), beginning with a
/// state of zeros: [B, R, C, D] to [B, R, C, D].
/// </summary>
/// <remarks>
/// <para>The context of a cell has seen the cells above it in its own column and itself. With x the cell, h the state
/// of the cell above, σ the logistic function and ⊙ the product by element:</para>
/// <code>
/// r = σ(W_ir x + b_ir + W_hr h + b_hr)            reset gate
/// z = σ(W_iz x + b_iz + W_hz h + b_hz)            update gate
/// n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn))   proposed state
/// h' = (1 - z) ⊙ n + z ⊙ h                        the state, which is the context
/// </code>
/// <para>
/// State-dict keys, their order and shapes, the order r, z, n of the rows in them, and the first weights, uniform
/// between ±1/√D, are those of torch.nn.GRU with one layer and D inputs: <c>weight_ih_l0</c> and <c>weight_hh_l0</c>
/// [3D, D], <c>bias_ih_l0</c> and <c>bias_hh_l0</c> [3D].
/// </para>
/// </remarks>
public sealed class GruContext : nn.Module<Tensor, Tensor>
{
    private readonly int features;
    private readonly Parameter weight_ih_l0;
    private readonly Parameter weight_hh_l0;
    private readonly Parameter bias_ih_l0;
    private readonly Parameter bias_hh_l0;

    /// <summary>A context network with random weights.</summary>
    /// <param name="features">D, of the cells and of the state; at least 1.</param>
    /// <param name="device">Where it lives; the CPU by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no features.</exception>
    public GruContext(int features, Device? device = null)
        : base(nameof(GruContext))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        this.features = features;
        weight_ih_l0 = Register(nameof(weight_ih_l0), zeros(3 * features, features));
        weight_hh_l0 = Register(nameof(weight_hh_l0), zeros(3 * features, features));
        bias_ih_l0 = Register(nameof(bias_ih_l0), zeros(3 * features));
        bias_hh_l0 = Register(nameof(bias_hh_l0), zeros(3 * features));
        if (device is not null)
        {
            this.to(device);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input is no grid of feature vectors of D.</exception>
    public override Tensor forward(Tensor input)
    {
        ContextGrid.Require(input, features);
        using var scope = NewDisposeScope();

        // What comes from the cells needs no state, so all rows share one product.
        var cells = nn.functional.linear(input, weight_ih_l0, bias_ih_l0).unbind(1);
        var state = zeros(input.size(0), input.size(2), features, dtype: input.dtype, device: input.device);
        var states = new Tensor[cells.Length];
        for (var row = 0; row < states.Length; row++)
        {
            state = Step(cells[row], state);
            states[row] = state;
        }

        return stack(states, 1).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers the parameters by name.</summary>
    protected override void RegisterComponents() { }

    /// <summary>
    /// The state after a row of cells, from what the cells contribute, [B, C, 3D], and the state before, [B, C, D].
    /// </summary>
    private Tensor Step(Tensor cells, Tensor state)
    {
        var memory = nn.functional.linear(state, weight_hh_l0, bias_hh_l0);
        var gates = cells.narrow(2, 0, 2 * features).add(memory.narrow(2, 0, 2 * features)).sigmoid();
        var (reset, update) = (gates.narrow(2, 0, features), gates.narrow(2, features, features));
        var proposed = cells
            .narrow(2, 2 * features, features)
            .add(reset.mul(memory.narrow(2, 2 * features, features)))
            .tanh();
        return proposed.lerp(state, update);
    }

    private Parameter Register(string name, Tensor values)
    {
        var parameter = Initialization.Own(values);
        var bound = 1 / Math.Sqrt(features);
        nn.init.uniform_(parameter, -bound, bound);
        register_parameter(name, parameter);
        return parameter;
    }
}
