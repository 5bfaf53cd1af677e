using System.Runtime.InteropServices;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>Everything that an experiment has learnt, to the bit.</summary>
internal static class Bits
{
    /// <summary>Parameters and buffers of the encoder as bytes, by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> Of(IExperiment experiment)
    {
        using var scope = NewDisposeScope();
        return experiment.Network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().cpu().contiguous().bytes.ToArray());
    }

    /// <summary>Fails where any bit differs.</summary>
    public static void ShouldEqual(IReadOnlyDictionary<string, byte[]> actual, IReadOnlyDictionary<string, byte[]> expected)
    {
        actual.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach (var (name, bytes) in expected)
        {
            actual[name].AsSpan().SequenceEqual(bytes).Should().BeTrue("'{0}' must be the same to the bit", name);
        }
    }
}
