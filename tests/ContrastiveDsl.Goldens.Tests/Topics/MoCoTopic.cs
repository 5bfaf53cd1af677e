using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// MoCo: InfoNCE against a queue, the queue over several steps, and the momentum update. The golden queue has a key a
/// column, ours a key a row.
/// </summary>
internal sealed class MoCoTopic : IGoldenTopic
{
    public string Name => "moco_info_nce";

    public void Run(GoldenCase golden)
    {
        switch (golden.Word("kind"))
        {
            case "loss":
                RunLoss(golden);
                break;
            case "queue":
                RunQueue(golden);
                break;
            case "ema":
                RunMomentumUpdate(golden);
                break;
            default:
                Assert.Fail($"{golden.Name}: '{golden.Word("kind")}' is no known kind of case.");
                break;
        }
    }

    private static void RunLoss(GoldenCase golden)
    {
        var temperature = golden.Number("temperature");
        LossCase.Run(golden, inputs => InfoNce.Loss(inputs["q"], inputs["k"], inputs["queue"].t(), temperature));

        using var queue = Queue(golden);
        var keys = golden.Inputs["k"].ToTensor();
        Compare.Tensor(golden, "logits", InfoNce.Logits(golden.Inputs["q"].ToTensor(), keys, queue.Keys, temperature));
        if (golden.ExpectedNames.Contains("queue_after"))
        {
            queue.Enqueue(keys);
            Compare.Tensor(golden, "queue_after", queue.Keys.t());
            Compare.Values(golden, "ptr_after", [queue.Pointer], golden.ExpectedTensor("ptr_after"));
        }
    }

    private static void RunQueue(GoldenCase golden)
    {
        var steps = (int)golden.Number("steps");
        using var queue = Queue(golden);
        var losses = new double[steps];
        var pointers = new double[steps];
        for (var step = 0; step < steps; step++)
        {
            var keys = golden.Inputs[$"k_{step}"].ToTensor();
            losses[step] = InfoNce
                .Loss(golden.Inputs[$"q_{step}"].ToTensor(), keys, queue.Keys, golden.Number("temperature"))
                .item<float>();
            queue.Enqueue(keys);
            pointers[step] = queue.Pointer;
            if (step == 0)
            {
                Compare.Tensor(golden, "queue_after_first", queue.Keys.t());
            }
        }

        Compare.Values(golden, "losses", losses, golden.ExpectedTensor("losses"));
        Compare.Values(golden, "ptrs", pointers, golden.ExpectedTensor("ptrs"));
        Compare.Tensor(golden, "queue_after", queue.Keys.t());
    }

    private static void RunMomentumUpdate(GoldenCase golden)
    {
        using var target = Holder(golden, "param_k");
        using var online = Holder(golden, "param_q_0");
        using var onlineSet = new ParameterSet(online);
        using var targetSet = ParameterSet.ForTarget(onlineSet, target);
        for (var step = 0; step < (int)golden.Number("steps"); step++)
        {
            using (no_grad())
            {
                online.parameters().Single().copy_(golden.Inputs[$"param_q_{step}"].ToTensor());
            }

            MomentumUpdate.Step(targetSet, onlineSet, golden.Number("momentum"));
            Compare.Tensor(
                golden,
                $"param_k after step {step}",
                target.parameters().Single(),
                golden.ExpectedTensor("param_k_after").At(step)
            );
        }
    }

    private static ParameterHolder Holder(GoldenCase golden, string input) =>
        new([KeyValuePair.Create("param", golden.Inputs[input])]);

    private static NegativeQueue Queue(GoldenCase golden)
    {
        var queue = new NegativeQueue(
            (int)golden.Number("queue_size"),
            (int)golden.Number("dim"),
            new RandomSource(0),
            CPU
        );
        queue.Keys.copy_(golden.Inputs["queue"].ToTensor().t());
        return queue;
    }
}
