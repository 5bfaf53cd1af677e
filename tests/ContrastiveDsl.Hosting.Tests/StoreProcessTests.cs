using System.Diagnostics;
using System.Globalization;
using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Decoding in a process of its own, which can be killed.</summary>
public sealed class StoreProcessTests : IDisposable
{
    private const int Images = 1000;
    private readonly ImagesFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Train_KilledWhileDecoding_GoesOnWithWhatWasStored()
    {
        // One image under many names would be decoded once: each has a number in it.
        folder.Add(1);
        var image = File.ReadAllBytes(folder["image-000.jpg"]);
        for (var i = 0; i < Images; i++)
        {
            byte[] comment = [0xff, 0xfe, 0, 6, .. BitConverter.GetBytes(i)];
            File.WriteAllBytes(
                folder[i.ToString("d5", CultureInfo.InvariantCulture) + ".jpg"],
                [.. image[..2], .. comment, .. image[2..]]
            );
        }

        using (var process = Start("killed"))
        {
            WaitUntil(() => Pixels() > 0 || process.HasExited);
            process.Kill();
            process.WaitForExit();
            process.ExitCode.Should().NotBe(0, "it was killed before its end");
        }

        using var second = Start("second");
        second.WaitForExit();
        second.ExitCode.Should().Be(0);
        using var anew = Start("anew", Path.Combine(folder.Root, "other"));
        anew.WaitForExit();
        Fingerprint("second").Should().Be(Fingerprint("anew"));
    }

    private static void WaitUntil(Func<bool> holds)
    {
        // Only so that a fault does not hang the tests.
        for (var clock = Stopwatch.StartNew(); !holds(); Thread.Sleep(1))
        {
            clock.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(5), "what is waited for must come");
        }
    }

    private long Pixels()
    {
        if (!Directory.Exists(folder.Store))
        {
            return 0;
        }

        var found = Directory.GetFiles(folder.Store, "pixels", SearchOption.AllDirectories);
        return found.Length == 0 ? 0 : new FileInfo(found[0]).Length;
    }

    private string Fingerprint(string run) =>
        File.ReadLines(Path.Combine(folder.Root, run, "settings.json"))
            .Single(line => line.Contains("\"fingerprint\": \"", StringComparison.Ordinal));

    private Process Start(string run, string? store = null)
    {
        string[] words =
        [
            typeof(StoreProcessTests).Assembly.Location,
            "train",
            "Stripes",
            "--data",
            folder.Data,
            "--store",
            store ?? folder.Store,
            "--out",
            Path.Combine(folder.Root, run),
            "--epochs",
            "1",
        ];
        return Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true })!;
    }
}
