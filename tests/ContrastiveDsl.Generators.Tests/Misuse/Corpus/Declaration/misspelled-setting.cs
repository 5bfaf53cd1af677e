// expect: error CS0246 at line 5

using ContrastiveDsl;

[NtXentLoss(Temprature = 0.1)]
public partial class Contrast;
