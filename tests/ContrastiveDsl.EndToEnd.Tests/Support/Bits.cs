using System.Text;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>Everything that an experiment has learned, to the bit.</summary>
internal static class Bits
{
    /// <summary>All state as bytes, by its key in a checkpoint: networks, optimizers, queue.</summary>
    public static IReadOnlyDictionary<string, byte[]> Of(IExperiment experiment)
    {
        using var scope = NewDisposeScope();
        var state = new StateWriter();
        experiment.Save(state);
        return state
            .Tensors.Select(entry => (entry.Key, Bytes: entry.Value.detach().cpu().contiguous().bytes.ToArray()))
            .Concat(state.Numbers.Select(entry => (entry.Key, Bytes: Encoding.UTF8.GetBytes(entry.Value.ToString()))))
            .ToDictionary(entry => entry.Key, entry => entry.Bytes);
    }

    /// <summary>Fails where any bit differs.</summary>
    public static void ShouldEqual(
        IReadOnlyDictionary<string, byte[]> actual,
        IReadOnlyDictionary<string, byte[]> expected
    )
    {
        actual.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach (var (name, bytes) in expected)
        {
            actual[name].AsSpan().SequenceEqual(bytes).Should().BeTrue("'{0}' must be the same to the bit", name);
        }
    }
}
