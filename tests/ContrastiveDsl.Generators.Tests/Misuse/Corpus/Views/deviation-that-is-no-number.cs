// expect: error CDSL3026 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[Normalize(0.5, double.NaN)]
public partial class Views;
