// expect: error CDSL3003 at line 6

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop(MinRatio = 0)]
public partial class Views;
