// expect: error CDSL3005 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[ColorJitter(Brightness = -0.4)]
public partial class Views;
