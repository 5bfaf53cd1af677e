// expect: error CDSL3040 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[Sharpness(MinFactor = 1.9, MaxFactor = 0.1)]
public partial class Views;
