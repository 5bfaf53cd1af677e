// expect: error CS0246 at line 6
// expect: error CS0246 at line 6
// The using is missing; the compiler says so of each attribute.

[ContrastiveDsl.NtXentLoss]
[Nonsense]
public partial class Contrast;
