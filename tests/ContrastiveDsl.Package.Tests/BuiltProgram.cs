namespace ContrastiveDsl.Package.Tests;

/// <summary>A program that was built once for all tests.</summary>
public sealed class BuiltProgram : IDisposable
{
    public BuiltProgram() => Build = Program.Dotnet("build");

    /// <summary>The program.</summary>
    internal TestProgram Program { get; } = new();

    /// <summary>What its build said.</summary>
    internal Invocation Build { get; }

    /// <inheritdoc/>
    public void Dispose() => Program.Dispose();
}
