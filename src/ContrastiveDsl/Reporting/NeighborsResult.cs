using ContrastiveDsl.Embeddings;

namespace ContrastiveDsl.Reporting;

/// <summary>The most similar images of some images.</summary>
/// <param name="Run">The folder of the run.</param>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Checkpoint">The name of the checkpoint whose encoder was asked.</param>
/// <param name="Among">What holds the images among which was looked.</param>
/// <param name="Count">How many of them could be read.</param>
/// <param name="Answers">An answer for each image.</param>
internal sealed record NeighborsResult(
    string Run,
    string Experiment,
    string Checkpoint,
    string Among,
    long Count,
    IReadOnlyList<NeighborsAnswer> Answers
);

/// <summary>An image and what resembles it most.</summary>
/// <param name="Image">The image.</param>
/// <param name="Neighbors">Its neighbors, the most similar first.</param>
internal sealed record NeighborsAnswer(ShownImage Image, IReadOnlyList<ShownNeighbor> Neighbors);

/// <summary>An image of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Thumbnail">Makes a small picture of it.</param>
internal sealed record ShownImage(string Name, Func<int, Thumbnail> Thumbnail);

/// <summary>A neighbor of a result.</summary>
/// <param name="Image">The image.</param>
/// <param name="Cosine">The cosine of the two embeddings.</param>
/// <param name="IsOther">Whether it is known to be of another class.</param>
internal sealed record ShownNeighbor(ShownImage Image, float Cosine, bool IsOther = false);
