// expect: warning CDSL2042 at line 22
// 128 outputs were right for SimCLR.

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ResNet18, Stem = Stem.Small)]
public partial class Network;

[ProjectionHead(Hidden = 512, Output = 128)]
public partial class Head;

[AugmentationFamily(ViewsPreset.SimClrCifar10)]
public partial class Views;

[BarlowTwinsLoss]
public partial class Redundancy;

[BarlowTwins(
    Encoder = typeof(Network),
    Projector = typeof(Head),
    Views = typeof(Views),
    Loss = typeof(Redundancy))]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
