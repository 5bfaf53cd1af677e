using ContrastiveDsl.Distribution;

namespace ContrastiveDsl.Optimization;

/// <summary>Adds up what the backward passes of several processes have left.</summary>
public static class WorldGradients
{
    /// <summary>
    /// Makes of each process's part of the gradient the gradient of the loss: one sum for each flat group, to the same
    /// bits in all processes. Call it after the backward pass and before the optimizer's step.
    /// </summary>
    /// <param name="world">The processes; one alone has the whole gradient already.</param>
    /// <param name="parameters">What is trained, built alike in every process.</param>
    /// <exception cref="ArgumentException">A set belongs to a target, which has no gradients.</exception>
    public static void Sum(this World world, ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var group in parameters.Groups.Where(group => world.Size > 1 && !group.IsEmpty))
        {
            world.Sum(group.FlatGradient ?? throw new ArgumentException("A target network has no gradients."));
        }
    }
}
