// expect: error CDSL3006 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[GaussianBlur(Kernel = 24)]
public partial class Views;
