// expect: error CDSL3004 at line 7

using ContrastiveDsl;

[AugmentationFamily]
[RandomResizedCrop]
[RandomGrayscale(Probability = -0.2)]
public partial class Views;
