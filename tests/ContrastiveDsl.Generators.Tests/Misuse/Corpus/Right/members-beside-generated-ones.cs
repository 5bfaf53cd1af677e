// expect: none

using ContrastiveDsl;

namespace Lab;

[NtXentLoss(Temperature = 0.5)]
public static partial class Contrast
{
    public static double Inverse => 1 / Temperature;
}

[ProjectionHead(Output = 64)]
public sealed partial class Head
{
    public Head()
        : this(inputSize: 512) { }

    public string Note { get; set; } = "";
}
