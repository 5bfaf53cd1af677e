namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>An experiment of few words: classes E, P, V, L and X.</summary>
internal static class SmallestExperiment
{
    private const string Source = """
        [Encoder(Channels = 1, ImageSize = 8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
        ACCESS partial class E;
        [ProjectionHead(Output = 4)]
        ACCESS partial class P;
        [AugmentationFamily] [RandomResizedCrop]
        ACCESS partial class V;
        [NtXentLoss]
        ACCESS partial class L;
        [SimClr(Encoder = typeof(E), Projector = typeof(P), Views = typeof(V), Loss = typeof(L))] [Adam]
        ACCESS partial class X;
        """;

    /// <summary>Its declarations, without a directive or a namespace.</summary>
    /// <param name="access">The access of the classes.</param>
    public static string Of(string access) => Source.Replace("ACCESS", access, StringComparison.Ordinal);
}
