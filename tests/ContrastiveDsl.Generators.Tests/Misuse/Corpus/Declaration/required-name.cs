// expect: error CDSL0033 at line 8

using ContrastiveDsl;

[Encoder(Backbone.ResNet18)]
public partial class Network
{
    public required string Label { get; init; }
}
