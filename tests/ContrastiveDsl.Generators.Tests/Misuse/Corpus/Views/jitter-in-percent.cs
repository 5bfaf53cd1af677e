// expect: warning CDSL3037 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[ColorJitter(Brightness = 40)]
public partial class Views;
