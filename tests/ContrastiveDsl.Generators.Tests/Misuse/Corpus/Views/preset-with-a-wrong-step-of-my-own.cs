// expect: error CDSL3006 at line 6

using ContrastiveDsl;

[AugmentationFamily(ViewsPreset.SimClrImageNet)]
[GaussianBlur(Kernel = 10)]
public partial class Views;
