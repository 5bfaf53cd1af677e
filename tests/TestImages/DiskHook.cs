using System.Diagnostics;
using System.Globalization;
using ContrastiveDsl.State;

namespace ContrastiveDsl.TestImages;

/// <summary>
/// What a test wants a training program to do inside a write of a checkpoint, which no signal from outside would hit.
/// </summary>
internal static class DiskHook
{
    /// <summary>
    /// The environment variable with the wish: <c>kill|written|7</c> ends the process when a piece of a file is written
    /// for the seventh time; <c>wait|tensors|FILE</c> makes a file once the tensors are written, and waits until that
    /// is gone.
    /// </summary>
    internal const string Variable = "CONTRASTIVE_TEST_DISK";

    /// <summary>What a write of a checkpoint consists of.</summary>
    internal static readonly string[] Stages =
    [
        "begun",
        "written",
        "tensors",
        "numbers",
        "renamed",
        "durable",
        "to be deleted",
    ];

    /// <summary>Does what the environment says, from now on.</summary>
    internal static void Install()
    {
        var wish = Environment.GetEnvironmentVariable(Variable)?.Split('|');
        switch (wish)
        {
            case ["kill", var stage, var count]:
                var left = int.Parse(count, CultureInfo.InvariantCulture);
                Checkpoint.Watch.Value = done =>
                {
                    if (done == stage && Interlocked.Decrement(ref left) == 0)
                    {
                        Process.GetCurrentProcess().Kill();
                        Thread.Sleep(Timeout.Infinite);
                    }
                };
                break;
            case ["wait", var stage, var file]:
                Checkpoint.Watch.Value = done =>
                {
                    if (done == stage)
                    {
                        Wait(file);
                    }
                };
                break;
        }
    }

    private static void Wait(string file)
    {
        File.WriteAllText(file, "");
        while (File.Exists(file))
        {
            Thread.Sleep(5);
        }
    }
}
