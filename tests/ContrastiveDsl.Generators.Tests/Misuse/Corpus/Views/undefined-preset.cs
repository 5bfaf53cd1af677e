// expect: error CDSL0015 at line 5

using ContrastiveDsl;

[AugmentationFamily((ViewsPreset)42)]
public partial class Views;
