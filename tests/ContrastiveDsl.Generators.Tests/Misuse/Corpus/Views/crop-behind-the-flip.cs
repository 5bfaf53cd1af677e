// expect: warning CDSL3041 at line 8

using ContrastiveDsl;

[AugmentationFamily]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.4)]
[RandomResizedCrop]
public partial class Views;
