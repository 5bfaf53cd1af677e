using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>What an experiment writes into a checkpoint.</summary>
internal static class SavedState
{
    /// <summary>Its tensors, by their keys.</summary>
    public static IReadOnlyDictionary<string, Tensor> Of(IExperiment experiment)
    {
        var state = new StateWriter();
        experiment.Save(state);
        return state.Tensors;
    }
}
