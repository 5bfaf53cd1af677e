// expect: error CDSL3004 at line 9
// expect: error CDSL3004 at line 10
// expect: error CDSL3004 at line 11

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[RandomHorizontalFlip(Probability = 50)]
[ColorJitter(Brightness = 0.4, Probability = 80)]
[RandomGrayscale(Probability = 20)]
public partial class Views;
