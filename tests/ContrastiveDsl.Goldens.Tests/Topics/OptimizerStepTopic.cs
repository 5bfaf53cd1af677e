using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Optimization;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>SGD, Adam and AdamW with torch.optim's semantics: decay and rate apply to every parameter.</summary>
internal sealed class OptimizerStepTopic : IGoldenTopic
{
    public string Name => "optimizer_step";

    public string? WhyNot(GoldenCase golden) =>
        golden.Word("optimizer") is "SGD" or "Adam" or "AdamW"
            ? null
            : $"nothing implements the optimizer '{golden.Word("optimizer")}' yet";

    public void Run(GoldenCase golden) => OptimizerCase.Run(golden, parameters => Create(golden, parameters));

    private static Optimizer Create(GoldenCase golden, ParameterSet parameters)
    {
        var decay = golden.Number("weight_decay", 0);
        if (golden.Word("optimizer") == "SGD")
        {
            return new Sgd(
                parameters,
                golden.Number("momentum", 0),
                decay,
                golden.Flag("nesterov", false),
                decayBiasAndNorm: true
            );
        }

        var betas = golden.Parameters.GetProperty("betas");
        var (beta1, beta2, epsilon) = (betas[0].GetDouble(), betas[1].GetDouble(), golden.Number("eps"));
        return golden.Word("optimizer") == "Adam"
            ? new Adam(parameters, beta1, beta2, epsilon, decay, decayBiasAndNorm: true)
            : new AdamW(parameters, beta1, beta2, epsilon, decay, decayBiasAndNorm: true);
    }
}
