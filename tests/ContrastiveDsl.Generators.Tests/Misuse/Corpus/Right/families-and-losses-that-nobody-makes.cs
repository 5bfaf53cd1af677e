// expect: none
// A private constructor says that a class has no instances.

using ContrastiveDsl;

namespace Lab;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
public sealed partial class Crops
{
    private Crops() { }
}

[NtXentLoss(Temperature = 0.5)]
public sealed partial class Contrast
{
    private Contrast() { }
}
