using ContrastiveDsl.Goldens.Tests.Format;

namespace ContrastiveDsl.Goldens.Tests.Running;

/// <summary>Executes the cases of one topic with the functions that emitted code calls.</summary>
public interface IGoldenTopic
{
    /// <summary>Name of the topic.</summary>
    string Name { get; }

    /// <summary>Why a kind of case cannot be executed, or <see langword="null"/> if it can.</summary>
    string? WhyNot(GoldenCase golden) => null;

    /// <summary>Executes a case and compares everything that it expects.</summary>
    void Run(GoldenCase golden);
}
