using ContrastiveDsl.Data;
using ContrastiveDsl.Native;
using ContrastiveDsl.Randomness;

namespace ContrastiveDsl.Training;

/// <summary>
/// Which training images a run is scored on while it goes on: a pure function of its settings and its images, so that
/// every epoch, and a resumed run, is scored on the same ones.
/// </summary>
/// <param name="Queries">Positions of the images that are asked about, in ascending order.</param>
/// <param name="Bank">Positions of the images whose labels answer; empty without labels.</param>
internal sealed record MonitoredImages(int[] Queries, int[] Bank)
{
    /// <summary>Images asked about at most: with 2,000 an accuracy is uncertain by about one point.</summary>
    internal const int MaximumQueries = 2000;

    /// <summary>Images in the bank at most.</summary>
    internal const int MaximumBank = 10_000;

    /// <summary>Fewer tell nothing.</summary>
    private const int MinimumQueries = 100;

    /// <summary>
    /// A step sends two views of an image forward and back, which takes about as long as six images forward.
    /// </summary>
    private const double ForwardsOfAnImage = 6;

    /// <summary>Scores that a run shall have at least, if it has so many epochs.</summary>
    private const int ScoresOfARun = 4;

    /// <summary>A place in the stream of evaluation that no probe's epoch reaches.</summary>
    private const int Place = (1 << 30) + 1;

    /// <summary>All of them.</summary>
    internal int Count => Queries.Length + Bank.Length;

    /// <summary>
    /// Chooses images: at most 2,000 queries and 10,000 for the bank, in short runs as many as leave time for four
    /// scores.
    /// </summary>
    /// <param name="images">The training images.</param>
    /// <param name="settings">Seed, epochs and the share of the time that scores may take.</param>
    internal static MonitoredImages Choose(ImageSet images, RunSettings settings)
    {
        var order = new RandomSource(settings.Seed).Permutation(RandomStream.Evaluation, Place, images.Count);
        var labels = images.Labels is null ? null : HostTensor.Read<long>(images.Labels);
        int[] labelled = labels is null ? [] : [.. order.Where(image => labels[image] >= 0)];
        var affordable = settings.ScoreShare * ForwardsOfAnImage * images.Count * settings.Epochs / ScoresOfARun;
        if (labelled.Length < 2 || labelled.All(image => labels![image] == labels[labelled[0]]))
        {
            // Each image is embedded twice.
            var count = Clamp(affordable / 2, MinimumQueries, Math.Min(MaximumQueries, order.Length));
            return new MonitoredImages([.. order.Take(count).Order()], []);
        }

        var queries = Clamp(affordable / 3, MinimumQueries, Math.Min(MaximumQueries, labelled.Length / 2));
        var bank = Clamp(affordable - queries, 2 * queries, Math.Min(MaximumBank, labelled.Length - queries));
        return new MonitoredImages([.. labelled.Take(queries).Order()], [.. labelled.Skip(queries).Take(bank).Order()]);
    }

    private static int Clamp(double wanted, int minimum, int available) =>
        Math.Min(available, (int)Math.Clamp(wanted, minimum, MaximumBank + MaximumQueries));
}
