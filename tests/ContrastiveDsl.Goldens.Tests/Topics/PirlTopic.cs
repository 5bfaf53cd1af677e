using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>PIRL: the patches and the image against the memory of the image, which follows the image alone.</summary>
internal sealed class PirlTopic : IGoldenTopic
{
    public string Name => "pirl";

    public void Run(GoldenCase golden)
    {
        var lambda = golden.Number("lambda");
        var nce = golden.Word("loss_type") switch
        {
            "nce" => true,
            "cross_entropy" => false,
            var other => throw new NotSupportedException($"{golden.Name}: '{other}' is no known loss."),
        };
        using var memory = new MemoryCase(golden);
        memory.Run(
            new MemoryTerm("patch", "v_patch", "neg_idx_patch", lambda, nce),
            new MemoryTerm("image", "v_image", "neg_idx_image", 1 - lambda, nce)
        );
    }
}
