// expect: warning CDSL3036 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[ColorJitter(Probability = 0.8)]
public partial class Views;
