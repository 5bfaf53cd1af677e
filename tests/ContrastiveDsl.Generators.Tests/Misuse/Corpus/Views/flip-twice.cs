// expect: error CS0579 at line 8

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[RandomHorizontalFlip]
[RandomHorizontalFlip]
public partial class Views;
