using System.Globalization;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// How a nearest-neighbor score is taken. A score without its protocol cannot be compared, so print both.
/// </summary>
/// <param name="K">Neighbors that vote; at least 1.</param>
/// <param name="Temperature">
/// A neighbor's vote weighs exp(cosine / temperature); at least <see cref="Knn.LowestTemperature"/>.
/// </param>
public sealed record KnnProtocol(int K = 20, double Temperature = 0.07)
{
    /// <summary>For example <c>kNN, cosine, k = 20, T = 0.07</c>, whatever the culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"kNN, cosine, k = {K}, T = {Temperature}");
}
