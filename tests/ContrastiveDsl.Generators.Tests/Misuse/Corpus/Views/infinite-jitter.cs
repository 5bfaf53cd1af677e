// expect: error CDSL3005 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[ColorJitter(Contrast = double.PositiveInfinity)]
public partial class Views;
