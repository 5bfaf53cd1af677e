// expect: error CDSL3003 at line 6

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 20)]
public partial class Views;
