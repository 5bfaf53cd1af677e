// expect: none

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 1, MaxScale = 1)]
[RandomHorizontalFlip(Probability = 1)]
[ColorJitter(Brightness = 1, Hue = 0.5, Probability = 1)]
[Solarize(Threshold = 0, Probability = 0.5)]
[GaussianBlur(Kernel = 3, MinSigma = 1, MaxSigma = 1)]
[Posterize(Bits = 1, Probability = 0.5)]
[Sharpness(MinFactor = 0, MaxFactor = 0)]
[AutoContrast(Probability = 1)]
[RandomPhotometric(Probability = 1)]
public partial class Views;
