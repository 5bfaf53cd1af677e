namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>Signals by their numbers on Linux.</summary>
internal static class Signals
{
    /// <summary>Ends a process, which does not learn of it.</summary>
    internal const int Kill = 9;

    /// <summary>Asks for a checkpoint.</summary>
    internal const int Save = 10;

    /// <summary>Asks for the end.</summary>
    internal const int Terminate = 15;

    /// <summary>Lets a suspended process go on.</summary>
    internal const int Continue = 18;

    /// <summary>Suspends a process.</summary>
    internal const int Stop = 19;
}
