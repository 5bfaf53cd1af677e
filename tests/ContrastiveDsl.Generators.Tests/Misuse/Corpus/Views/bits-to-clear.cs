// expect: error CDSL1004 at line 8
// A magnitude of RandAugment, which counts to 10, where the bits that are left are meant.

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[Posterize(Bits = 10)]
public partial class Views;
