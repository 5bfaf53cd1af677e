// expect: error CDSL3010 at line 9
// expect: warning CDSL3041 at line 8

using ContrastiveDsl;

[AugmentationFamily]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
[RandomResizedCrop]
[ColorJitter(Brightness = 0.4, Contrast = 0.4)]
public partial class Views;
