namespace ContrastiveDsl.Reporting;

/// <summary>A figure of curves over the steps of runs.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Caption">How to read it; may be empty.</param>
/// <param name="Curves">The curves.</param>
internal sealed record Plot(string Title, string Caption, IReadOnlyList<Curve> Curves)
{
    /// <summary>What is normal for the curves, a sentence below them; empty where nothing is known of them.</summary>
    internal string Normal { get; init; } = "";

    /// <summary>Whether the figure begins at 0.</summary>
    internal bool FromZero { get; init; }

    /// <summary>Whether there is nothing to see.</summary>
    internal bool IsEmpty => Curves.All(curve => curve.X.Count == 0);
}

/// <summary>A curve.</summary>
/// <param name="Name">What it is called where the pointer is.</param>
/// <param name="Color">The number of its color, from 0: that of its run.</param>
/// <param name="IsDashed">Whether it is dashed.</param>
/// <param name="X">Steps, ascending.</param>
/// <param name="Y">Values, finite.</param>
internal sealed record Curve(string Name, int Color, bool IsDashed, IReadOnlyList<double> X, IReadOnlyList<double> Y);
