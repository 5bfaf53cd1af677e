// expect: none
// What a first program looks like, with the SDK's own usings.

using ContrastiveDsl.Hosting;

return CommandLine.Run(args, Experiments.All);

[Encoder(Backbone.ResNet18, Stem = Stem.Small)]
public partial class Network;

[ProjectionHead(HeadPreset.SimClrV1)]
public partial class Head;

[AugmentationFamily(ViewsPreset.SimClrCifar10)]
public partial class Views;

[NtXentLoss]
public partial class Contrast;

[SimClr(Encoder = typeof(Network), Projector = typeof(Head), Views = typeof(Views), Loss = typeof(Contrast))]
[Adam]
public partial class Experiment;
