// expect: error CDSL3008 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[Normalize(null, null)]
public partial class Views;
