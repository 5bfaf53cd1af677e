// expect: none
// The recipe brings the memory bank, and with it a softmax over all of it.

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ResNet18, Stem = Stem.Small)]
public partial class Network;

[ProjectionHead(Layers = 1, Output = 128)]
public partial class Head;

[AugmentationFamily(ViewsPreset.InstanceDiscriminationCifar10)]
[Normalize([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010])]
public partial class Views;

[MemorySoftmaxLoss(Temperature = 0.1)]
public partial class Contrast;

[InstanceDiscrimination(Encoder = typeof(Network), Projector = typeof(Head), Views = typeof(Views), Loss = typeof(Contrast))]
[Recipe(PaperRecipe.InstanceDiscriminationCifar10)]
public partial class Experiment;
