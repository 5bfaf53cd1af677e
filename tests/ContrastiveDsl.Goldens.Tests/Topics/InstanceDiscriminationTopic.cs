using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// Instance discrimination: each image against a memory bank, by noise-contrastive estimation or the softmax over all
/// rows.
/// </summary>
internal sealed class InstanceDiscriminationTopic : IGoldenTopic
{
    public string Name => "instance_discrimination";

    public void Run(GoldenCase golden)
    {
        var term = golden.Word("variant") switch
        {
            "nce" => new MemoryTerm("nce", "z", "neg_idx", 1, Nce: true),
            "softmax" => new MemoryTerm("softmax", "z", null, 1, Nce: false),
            var other => throw new NotSupportedException($"{golden.Name}: '{other}' is no known variant."),
        };
        using var memory = new MemoryCase(golden);
        memory.Run(term);
    }
}
