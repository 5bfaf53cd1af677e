using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Topics;

namespace ContrastiveDsl.Goldens.Tests.Running;

/// <summary>The topics that are implemented.</summary>
public static class GoldenTopics
{
    /// <summary>One runner a topic.</summary>
    public static IReadOnlyList<IGoldenTopic> All { get; } =
    [
        new NtXentTopic(), new MoCoTopic(), new MoCoV3Topic(), new ByolTopic(), new SimSiamTopic(), new RaftTopic(),
        new KnnTopic(), new AugmentTopic(), new SchedulesTopic(), new OptimizerStepTopic(), new LarsTopic(), new HeadsTopic(), new ResNetTopic(),
        new VisionTransformerTopic(), new DclTopic(), new SupConTopic(), new InfoNceTopic(), new InstanceDiscriminationTopic(), new PirlTopic(),
    ];

    /// <summary>Why a case cannot be executed, or <see langword="null"/> if it can.</summary>
    public static string? WhyNot(string topic, GoldenCase golden) => All.FirstOrDefault(runner => runner.Name == topic) is { } found
        ? found.WhyNot(golden)
        : $"nothing implements the topic '{topic}' yet";

    /// <summary>Executes a case.</summary>
    public static void Run(string topic, GoldenCase golden) => All.Single(runner => runner.Name == topic).Run(golden);
}
