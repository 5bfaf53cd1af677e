namespace ContrastiveDsl.Language;

/// <summary>What a head is for.</summary>
public enum HeadRole
{
    /// <summary>A projection head, behind the encoder.</summary>
    Projection,

    /// <summary>A prediction head, behind the projection head.</summary>
    Prediction,
}
