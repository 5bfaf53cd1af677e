// expect: error CDSL3024 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[GaussianBlur(Kernel = 3, MinSigma = 0)]
public partial class Views;
