// expect: error CDSL1001 at line 22
// The head comes from a ResNet-50 experiment.

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ResNet18, Stem = Stem.Small)]
public partial class Network;

[ProjectionHead(Input = 2048, Hidden = 2048, Output = 128)]
public partial class Head;

[AugmentationFamily(ViewsPreset.SimClrCifar10)]
public partial class Views;

[NtXentLoss(Temperature = 0.5)]
public partial class Contrast;

[SimClr(
    Encoder = typeof(Network),
    Projector = typeof(Head),
    Views = typeof(Views),
    Loss = typeof(Contrast))]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
