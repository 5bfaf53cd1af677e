using ContrastiveDsl.Goldens.Tests.Format;

namespace ContrastiveDsl.Goldens.Tests.Running;

/// <summary>The topics that are implemented.</summary>
public static class GoldenTopics
{
    /// <summary>One runner a topic: every class of this assembly that is one.</summary>
    public static IReadOnlyList<IGoldenTopic> All { get; } =
    [
        .. typeof(IGoldenTopic)
            .Assembly.GetTypes()
            .Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IGoldenTopic)))
            .Select(type => (IGoldenTopic)Activator.CreateInstance(type)!),
    ];

    /// <summary>Why a case cannot be executed, or <see langword="null"/> if it can.</summary>
    public static string? WhyNot(string topic, GoldenCase golden) =>
        All.FirstOrDefault(runner => runner.Name == topic) is { } found
            ? found.WhyNot(golden)
            : $"nothing implements the topic '{topic}' yet";

    /// <summary>Executes a case.</summary>
    public static void Run(string topic, GoldenCase golden) => All.Single(runner => runner.Name == topic).Run(golden);
}
