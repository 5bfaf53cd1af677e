namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>Whatever part of the library a program uses first, its numbers are freed late.</summary>
public sealed class FirstTouchTests
{
    /// <summary>What a service or a notebook begins with.</summary>
    public static TheoryData<string> Parts => [.. FirstTouch.Names];

    [Theory]
    [MemberData(nameof(Parts))]
    public void FirstTouch_OfAnyPart_KeepsNumbersThatLibtorchReads(string part) =>
        Launch.Run(Launch.None, 1, FirstTouch.Verb, part).Succeeded();
}
