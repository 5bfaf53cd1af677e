// expect: error CDSL3003 at line 6

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 1.0, MaxScale = 0.2)]
public partial class Views;
