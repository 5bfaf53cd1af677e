namespace ContrastiveDsl.State;

/// <summary>What was loaded into a network, and what of the file was not.</summary>
/// <param name="Path">The file.</param>
/// <param name="Prefix">
/// What stood before the network's keys, such as <c>module.encoder_q.</c>; empty for bare keys.
/// </param>
/// <param name="LeftOut">Keys of a classifier on top of the network, without the prefix.</param>
/// <param name="Others">Tensors outside the prefix: those of other networks, optimizers, queues.</param>
public sealed record LoadedWeights(string Path, string Prefix, IReadOnlyList<string> LeftOut, int Others)
{
    /// <summary>
    /// In words: <c>net.safetensors (keys under 'module.'; left out: 'fc.bias', 'fc.weight')</c>.
    /// </summary>
    public override string ToString()
    {
        var parts = new List<string>();
        if (Prefix.Length > 0)
        {
            parts.Add($"keys under '{Prefix}'");
        }

        if (LeftOut.Count > 0)
        {
            parts.Add($"left out: {Listing.Of(LeftOut)}");
        }

        if (Others > 0)
        {
            parts.Add(Others == 1 ? "1 tensor of other parts not taken" : $"{Others} tensors of other parts not taken");
        }

        return parts.Count == 0 ? Path : $"{Path} ({string.Join("; ", parts)})";
    }
}
