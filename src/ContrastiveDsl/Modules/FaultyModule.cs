using System.ComponentModel;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// The base of a network that is declared wrongly and has a constructor of the user's, so that the declaration's own
/// error stays the only one. Generated code derives from it; nothing else should.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FaultyModule : nn.Module<Tensor, Tensor>
{
    private const string Fault = "The network cannot be made: its declaration has an error.";

    /// <summary>Throws.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    protected FaultyModule()
        : this(nameof(FaultyModule)) { }

    /// <summary>Throws.</summary>
    /// <param name="name">The name that a module has.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    protected FaultyModule(string name)
        : base(name) => throw new InvalidOperationException(Fault);
}
