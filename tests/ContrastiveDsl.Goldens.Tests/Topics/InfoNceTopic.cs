using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// InfoNCE with negatives of the batch, given for all queries, or given for each query: value and gradients of all
/// sides.
/// </summary>
internal sealed class InfoNceTopic : IGoldenTopic
{
    public string Name => "info_nce_cpc";

    public void Run(GoldenCase golden)
    {
        var (temperature, normalize) = (golden.Number("temperature"), golden.Flag("normalize", true));
        LossCase.Run(golden, inputs => golden.Word("negative_mode") switch
            {
                "unpaired" => InfoNce.UnpairedLoss(
                    inputs["q"],
                    inputs["k_pos"],
                    inputs["negatives"],
                    temperature,
                    normalize
                ),
                "paired" => InfoNce.PairedLoss(
                    inputs["q"],
                    inputs["k_pos"],
                    inputs["negatives"],
                    temperature,
                    normalize
                ),
                "none" => BatchInfoNce.Loss(inputs["q"], inputs["k_pos"], temperature, symmetric: false, normalize),
                var mode => throw new NotSupportedException(
                    $"'{golden.Name}' asks for negatives '{mode}', which are not known."
                ),
            });
    }
}
