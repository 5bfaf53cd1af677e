using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Optimization;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>LARS in both dialects, step by step.</summary>
internal sealed class LarsTopic : IGoldenTopic
{
    public string Name => "lars";

    public string? WhyNot(GoldenCase golden) =>
        golden.Word("variant") is "norm_of_sum" or "sum_of_norms"
            ? null
            : $"nothing implements the LARS variant '{golden.Word("variant")}' yet";

    public void Run(GoldenCase golden) =>
        OptimizerCase.Run(golden, parameters => new Lars(
            parameters,
            golden.Number("momentum"),
            golden.Number("weight_decay"),
            golden.Number("trust_coefficient"),
            golden.Word("variant") == "norm_of_sum" ? LarsDialect.NormOfSum : LarsDialect.SumOfNorms,
            golden.Number("eps"),
            golden.Flag("nesterov", false),
            golden.Flag("clip_lr", false),
            golden.Flag("adapt_when_weight_decay_zero", true),
            decayBiasAndNorm: !golden.Flag("exclude_1d", true)
        ));
}
