namespace ContrastiveDsl;

/// <summary>An attribute that declares a loss: one of the catalogue, or a custom one.</summary>
public abstract class LossPartAttribute : PartAttribute;
