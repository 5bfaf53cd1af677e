// expect: error CDSL1039 at line 5

using ContrastiveDsl;

[PredictionHead(HeadPreset.SimClrV2)]
public partial class Head;
