// expect: error CDSL0003 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
file partial class Views;
