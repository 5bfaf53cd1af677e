// expect: none
// Three channels of the same gray: the color steps do nothing harmful.

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop(Size = 96, MinScale = 0.2)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.4, Contrast = 0.4, Saturation = 0.2, Hue = 0.1, Probability = 0.8)]
[RandomGrayscale(Probability = 0.2)]
[GaussianBlur(Kernel = 9)]
[Normalize([0.5, 0.5, 0.5], [0.25, 0.25, 0.25])]
public static partial class Views;
