// expect: error CDSL3004 at line 8
// expect: error CDSL3004 at line 9

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[RandomHorizontalFlip(Probability = 50)]
[RandomGrayscale(Probability = -0.2)]
public partial class Views;
