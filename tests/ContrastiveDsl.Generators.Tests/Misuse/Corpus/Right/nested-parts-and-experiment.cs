// expect: none

using ContrastiveDsl;

public static partial class Lab
{
    [Encoder(Backbone.ResNet18)]
    internal partial class Network;

    [ProjectionHead(Output = 128)]
    internal partial class Head;

    [AugmentationFamily(ViewsPreset.SimClrImageNet)]
    internal partial class Views;

    [NtXentLoss]
    internal partial class Contrast;

    [SimClr(Encoder = typeof(Network), Projector = typeof(Head), Views = typeof(Views), Loss = typeof(Contrast))]
    [Adam]
    internal partial class Experiment;
}
