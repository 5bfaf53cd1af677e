// expect: error CDSL0002 at line 7

using ContrastiveDsl;

namespace Lab;

public static class Parts
{
    [AugmentationFamily]
    [RandomResizedCrop]
    [RandomHorizontalFlip]
    public static partial class Views;
}
