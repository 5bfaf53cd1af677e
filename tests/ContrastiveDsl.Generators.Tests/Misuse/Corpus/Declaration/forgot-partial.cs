// expect: error CDSL0001 at line 10
// Copied from a tutorial about plain attributes.

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

[NtXentLoss(Temperature = 0.1)]
public class Contrast;

[ProjectionHead(Hidden = 512, Output = 128)]
public partial class Head;
