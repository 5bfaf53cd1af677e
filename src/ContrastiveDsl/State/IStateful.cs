namespace ContrastiveDsl.State;

/// <summary>Something whose state belongs in a checkpoint.</summary>
public interface IStateful
{
    /// <summary>Names every tensor and number that a resumed run needs.</summary>
    void Save(StateWriter writer);

    /// <summary>Reads back, into the existing tensors, exactly what <see cref="Save"/> wrote.</summary>
    /// <exception cref="StateException">Something is missing, or has another shape or type.</exception>
    void Load(StateReader reader);
}
