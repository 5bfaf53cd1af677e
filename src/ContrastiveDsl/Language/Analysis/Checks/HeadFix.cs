namespace ContrastiveDsl.Language;

/// <summary>How a head is changed.</summary>
/// <param name="Place">Where it is written: a setting of the head, a layer of its list, or what declares it.</param>
/// <param name="Words">What to do, in words that "there" can follow: <c>set Layers = 2</c>.</param>
/// <param name="Edits">The changes that an editor makes; none where the author has to choose.</param>
internal sealed record HeadFix(Place Place, string Words, EquatableArray<Edit> Edits)
{
    /// <summary>The same as the beginning of a sentence.</summary>
    public string Sentence => char.ToUpperInvariant(Words[0]) + Words.Substring(1);

    /// <summary>Whether it is settings of the head's attribute that change.</summary>
    public bool ChangesSettings { get; init; }

    /// <summary>The same as the beginning of a sentence that tells where, far from the head.</summary>
    /// <param name="head">The head.</param>
    public string SentenceOn(HeadModel head) =>
        Sentence + (ChangesSettings ? " on '" + head.Type.Name + "'" : string.Empty);

    /// <summary>Offers the changes for the finding that was added last, if there are any.</summary>
    public void OfferTo(FindingList findings)
    {
        if (Edits.Count > 0)
        {
            findings.Offer([.. Edits]);
        }
    }
}
