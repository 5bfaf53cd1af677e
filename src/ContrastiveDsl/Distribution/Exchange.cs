namespace ContrastiveDsl.Distribution;

/// <summary>What processes do together, which is done once all of them have come to it.</summary>
internal enum Exchange
{
    /// <summary>Each has the rows of all.</summary>
    Gather,

    /// <summary>Numbers are added up.</summary>
    Sum,

    /// <summary>All have what the first one sends.</summary>
    Broadcast,

    /// <summary>The largest of whole numbers, by which all decide alike.</summary>
    Agreement,

    /// <summary>They wait for each other.</summary>
    Meeting,

    /// <summary>They wait for each other, while one of them has a long work to do.</summary>
    Rest,
}
