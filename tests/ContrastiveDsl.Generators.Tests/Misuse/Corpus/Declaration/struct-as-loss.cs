// expect: error CS0592 at line 6
// The compiler allows attributes of classes on classes only.

using ContrastiveDsl;

[NtXentLoss]
public partial struct Contrast;
