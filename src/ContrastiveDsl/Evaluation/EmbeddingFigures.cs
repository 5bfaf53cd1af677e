namespace ContrastiveDsl.Evaluation;

/// <summary>How the embeddings of a batch lie on the unit sphere: where they collapse, it shows here.</summary>
/// <param name="Deviation">
/// The mean standard deviation of a component of unit embeddings times √D: about 1 where they point everywhere, 0 where
/// all are one.
/// </param>
/// <param name="EffectiveRank">
/// The number of directions that the embeddings use (RankMe: Garrido et al., 2022, arXiv:2210.02885), from 1 to
/// <paramref name="MaximumRank"/>.
/// </param>
/// <param name="MaximumRank">The number of directions that so many embeddings of that length can use.</param>
/// <param name="Uniformity">
/// The logarithm of the mean of exp(-2 d²) over pairs of different images (Wang and Isola, 2020, arXiv:2005.10242): 0
/// where all embeddings are one, about -4 + 8 / D at best.
/// </param>
/// <param name="PositiveSimilarity">
/// The mean cosine of an embedding and its positive, or null where there is none.
/// </param>
/// <param name="NegativeSimilarity">
/// The mean cosine of an embedding and its negatives: the positives of other images of the batch, the keys of a queue
/// or the entries drawn from a memory bank.
/// </param>
public sealed record EmbeddingFigures(
    double Deviation,
    double EffectiveRank,
    int MaximumRank,
    double Uniformity,
    double? PositiveSimilarity,
    double NegativeSimilarity
)
{
    /// <summary>
    /// The mean squared distance of an embedding and its positive (Wang and Isola, 2020), from 0 to 4; null without
    /// positives.
    /// </summary>
    public double? Alignment => 2 - (2 * PositiveSimilarity);
}
