// expect: none

using ContrastiveDsl;

namespace Lab;

public static partial class Parts
{
    [AugmentationFamily]
    [RandomResizedCrop]
    public static partial class Views;

    [NtXentLoss(Temperature = 0.5)]
    internal sealed partial class Contrast;
}
