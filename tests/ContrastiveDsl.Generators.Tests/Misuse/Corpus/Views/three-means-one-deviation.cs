// expect: error CDSL3008 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[Normalize([0.485, 0.456, 0.406], [0.5])]
public partial class Views;
