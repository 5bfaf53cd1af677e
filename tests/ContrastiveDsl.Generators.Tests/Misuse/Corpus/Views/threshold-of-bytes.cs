// expect: error CDSL3007 at line 8
// Pillow's solarize counts to 255.

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[Solarize(Threshold = 128)]
public partial class Views;
