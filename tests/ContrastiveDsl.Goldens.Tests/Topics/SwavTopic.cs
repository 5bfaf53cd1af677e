using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// SwAV: codes of the two large crops, and the mean over these and over all other crops of predicting them.
/// </summary>
internal sealed class SwavTopic : IGoldenTopic
{
    private const int Large = 2;

    public string Name => "swav";

    public void Run(GoldenCase golden)
    {
        var small = (int)golden.Number("low_crops");
        switch (golden.Word("kind"))
        {
            case "scores":
                LossCase.Run(golden, inputs =>
                    Loss(
                        golden,
                        [
                            .. Crops("high_", Large).Select(name => inputs[name]),
                            .. Crops("low_", small).Select(name => inputs[name]),
                        ]
                    )
                );
                break;
            case "embeddings":
                LossCase.Run(golden, inputs =>
                    Loss(
                        golden,
                        [
                            .. Crops("z", Large)
                                .Select(name => PrototypeVectors.Scores(inputs[name], inputs["prototypes"])),
                        ]
                    )
                );
                break;
            default:
                Assert.Fail($"{golden.Name}: '{golden.Word("kind")}' is no known kind of case.");
                break;
        }
    }

    private static Tensor Loss(GoldenCase golden, Tensor[] scores)
    {
        var total = zeros(1);
        for (var crop = 0; crop < Large; crop++)
        {
            var codes = Codes(golden, scores[crop], crop);
            var others = scores
                .Where((_, other) => other != crop)
                .Select(other => Swav.Loss(other, codes, golden.Number("temperature")));
            total = total + stack([.. others]).mean();
        }

        return (total / Large).squeeze(0);
    }

    private static Tensor Codes(GoldenCase golden, Tensor scores, int crop)
    {
        var older = golden.Inputs.TryGetValue($"queue_{crop}", out var queue) ? queue.ToTensor() : null;
        var codes = Sinkhorn.Codes(scores, older, golden.Number("epsilon"), (int)golden.Number("sinkhorn_iterations"));
        Compare.Tensor(golden, $"codes_{crop}", codes);
        return codes;
    }

    private static IEnumerable<string> Crops(string name, int count) =>
        Enumerable.Range(0, count).Select(crop => $"{name}{crop}");
}
