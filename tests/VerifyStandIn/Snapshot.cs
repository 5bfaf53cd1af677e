using System.Text;

namespace VerifyXunit;

/// <summary>
/// A snapshot on the disk: <c>NAME.verified.EXT</c>, and <c>NAME.received.EXT</c> beside it while the two differ.
/// </summary>
internal static class Snapshot
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true);

    internal static async Task CompareAsync(string target, string pathWithoutExtension, string extension)
    {
        var verified = $"{pathWithoutExtension}.verified.{extension}";
        var received = $"{pathWithoutExtension}.received.{extension}";
        var actual = Normalize(target);
        var expected = File.Exists(verified) ? Normalize(await File.ReadAllTextAsync(verified)) : null;
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        await File.WriteAllTextAsync(received, actual, Utf8);
        throw new VerifyException(Describe(expected, actual, verified, received));
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');

    private static string Describe(string? expected, string actual, string verified, string received)
    {
        var what = expected is null
            ? "There is no snapshot yet."
            : "The text differs from its snapshot. " + FirstDifference(expected, actual);
        return $"{what}\nVerified: {verified}\nReceived: {received}\nTo accept what was received: mv \"{received}\" \"{verified}\"";
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        var line = 0;
        while (line < before.Length && line < after.Length && before[line] == after[line])
        {
            line++;
        }

        return $"First difference in line {line + 1}:\n  verified: {At(before, line)}\n  received: {At(after, line)}";
    }

    private static string At(string[] lines, int index) => index < lines.Length ? lines[index] : "(the text ends)";
}
