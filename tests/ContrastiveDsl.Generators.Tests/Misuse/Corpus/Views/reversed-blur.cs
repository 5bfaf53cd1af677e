// expect: error CDSL3024 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[GaussianBlur(Kernel = 3, MinSigma = 2.0, MaxSigma = 0.1)]
public partial class Views;
