// expect: error CDSL3035 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[Normalize(double.NaN, 0.25)]
public partial class Views;
