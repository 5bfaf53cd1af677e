namespace ContrastiveDsl.Language;

/// <summary>The methods: the kinds of experiment.</summary>
public enum MethodKind
{
    /// <summary>SimCLR (Chen et al., 2020).</summary>
    SimClr,
}
