// expect: error CDSL3003 at line 6

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.2, MaxScale = 1.2)]
public partial class Views;
