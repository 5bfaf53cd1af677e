namespace ContrastiveDsl.Data;

/// <summary>The images of one training step.</summary>
/// <param name="Epoch">The epoch the step belongs to, from 0.</param>
/// <param name="Index">The step's position within its epoch, from 0.</param>
/// <param name="Samples">
/// The positions of the images in their data set, in the order in which they enter the batch.
/// </param>
public sealed record Batch(int Epoch, int Index, int[] Samples);
