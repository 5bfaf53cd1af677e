// expect: error CDSL3005 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[ColorJitter(Brightness = 0.8, Contrast = 0.8, Saturation = 0.8, Hue = 0.8)]
public partial class Views;
