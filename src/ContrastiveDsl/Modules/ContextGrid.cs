using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Checks of the grids of feature vectors that context networks read. None of them reads a tensor's contents.
/// </summary>
internal static class ContextGrid
{
    /// <summary>Demands [B, R, C, D] with a D of the network's own.</summary>
    public static void Require(Tensor input, int features)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() != 4 || input.size(3) != features)
        {
            throw new ArgumentException(
                $"This context reads a grid of feature vectors [B, R, C, {features}], but got [{string.Join(", ", input.shape)}]: give one vector of {features} for each patch.",
                nameof(input)
            );
        }
    }
}
