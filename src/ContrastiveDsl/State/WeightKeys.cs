using static TorchSharp.torch;

namespace ContrastiveDsl.State;

/// <summary>Finds the weights of one network in a file that may hold more, or call them otherwise.</summary>
internal static class WeightKeys
{
    /// <summary>What wrappers and the methods' reference code put before an encoder's keys.</summary>
    private static readonly string[] KnownPrefixes =
    [
        "module.",
        "backbone.",
        "encoder.",
        "encoder_q.",
        "base_encoder.",
        "module.backbone.",
        "module.encoder.",
        "module.encoder_q.",
        "module.base_encoder.",
    ];

    /// <summary>
    /// What torchvision calls the classifier on top of an encoder; of a ConvNeXt's the first layer, a normalization, is
    /// the encoder's.
    /// </summary>
    private static readonly string[] Classifiers = ["fc", "head", "heads", "classifier.2"];

    /// <summary>
    /// Counts batches. Files of torchvision from before 2018 lack it, and evaluation does not read it.
    /// </summary>
    private const string Counter = "num_batches_tracked";

    /// <summary>Finds the weights and says what else there is.</summary>
    /// <param name="path">The file, for messages and the report.</param>
    /// <param name="keys">All its keys.</param>
    /// <param name="state">The network's parameters and buffers.</param>
    /// <param name="prefix">What a checkpoint of this library puts before the network's keys, without the dot.</param>
    /// <param name="network">The network's name, for messages.</param>
    /// <exception cref="StateException">Something is missing, or there is something else.</exception>
    internal static LoadedWeights Find(
        string path,
        IEnumerable<string> keys,
        IReadOnlyDictionary<string, Tensor> state,
        string prefix,
        string network
    )
    {
        var all = keys.ToHashSet(StringComparer.Ordinal);
        var start = StartOf(all, state.Keys, prefix);
        var there = all.Where(key => key.StartsWith(start, StringComparison.Ordinal))
            .Select(key => key[start.Length..])
            .ToHashSet(StringComparer.Ordinal);
        var missing = state.Keys.Where(key => !there.Contains(key) && !IsCounter(key));
        var strange = there.Where(key => !state.ContainsKey(key)).ToLookup(key => IsOfClassifier(key, state.Keys));
        Require(path, network, start, Sorted(missing), Sorted(strange[false]));
        return new LoadedWeights(path, start, Sorted(strange[true]), all.Count - there.Count);
    }

    /// <summary>Whether a network may do without a tensor of this name.</summary>
    internal static bool IsCounter(string key) =>
        key == Counter || key.EndsWith("." + Counter, StringComparison.Ordinal);

    /// <summary>
    /// The prefix under which most of the network's keys are found; of equals the first. A vision transformer's bare
    /// keys begin with <c>encoder.</c> themselves, so none is taken for granted.
    /// </summary>
    private static string StartOf(HashSet<string> all, IEnumerable<string> wanted, string prefix)
    {
        string[] starts = ["", .. prefix.Length > 0 ? [prefix + "."] : Array.Empty<string>(), .. KnownPrefixes];
        var best = starts.MaxBy(start => wanted.Count(key => all.Contains(start + key)))!;
        var isFound = wanted.Any(key => all.Contains(best + key));
        return isFound || prefix.Length == 0 || !all.Any(key => key.StartsWith(starts[1], StringComparison.Ordinal))
            ? best
            : starts[1];
    }

    private static bool IsOfClassifier(string key, IEnumerable<string> wanted)
    {
        var word = Array.Find(Classifiers, word => IsUnder(word, key));
        return word is not null && !wanted.Any(own => IsUnder(word, own));
    }

    private static bool IsUnder(string word, string key) => key.StartsWith(word + ".", StringComparison.Ordinal);

    private static string[] Sorted(IEnumerable<string> keys) => [.. keys.Order(StringComparer.Ordinal)];

    private static void Require(string path, string network, string start, string[] missing, string[] unexpected)
    {
        if (missing.Length + unexpected.Length == 0)
        {
            return;
        }

        var parts = new List<string>();
        if (missing.Length > 0)
        {
            parts.Add($"lacks {Listing.Of(missing)}");
        }

        if (unexpected.Length > 0)
        {
            parts.Add($"holds {Listing.Of(unexpected)} too many");
        }

        throw new StateException(
            $"'{path}' does not hold the weights of {network}: it {string.Join(" and ", parts)}{(start.Length > 0 ? $", counted under '{start}'" : "")}."
        );
    }
}
