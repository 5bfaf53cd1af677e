// expect: none

using ContrastiveDsl;

[ProjectionHead]
[Linear(512, Bias = false)] [BatchNorm] [Relu] [Dropout(0.1)]
[Linear(128, Bias = false)] [BatchNorm(Affine = false)]
public partial class Head;
