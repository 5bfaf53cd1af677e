using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>What the custom losses of the tests were given, call by call, while somebody looks.</summary>
internal sealed class Seen : IDisposable
{
    private static Seen? looking;

    private readonly List<IReadOnlyList<SeenTensor>> calls = [];

    /// <summary>Begins to look, once the loss has been tried, which no step is.</summary>
    /// <param name="name">The experiment whose loss it is.</param>
    public Seen(string name)
    {
        var definition = TrainingTests.Definition(name);
        StartCheck.Require(definition, definition.Defaults);
        looking = this;
    }

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<IReadOnlyList<SeenTensor>> Calls => calls;

    /// <summary>Notes a call.</summary>
    public static void Record(params Tensor[] tensors) => looking?.calls.Add([.. tensors.Select(SeenTensor.Of)]);

    public void Dispose() => looking = null;
}
