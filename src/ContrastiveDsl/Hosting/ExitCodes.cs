namespace ContrastiveDsl.Hosting;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    internal const int Success = 0;

    /// <summary>Something failed that was not the user's input.</summary>
    internal const int Failure = 1;

    /// <summary>The input was wrong; nothing was written.</summary>
    internal const int BadInput = 2;

    /// <summary>The user stopped the run (128 + SIGINT).</summary>
    internal const int Interrupted = 130;
}
