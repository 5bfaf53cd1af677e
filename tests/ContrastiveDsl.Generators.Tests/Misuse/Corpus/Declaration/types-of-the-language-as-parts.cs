// expect: error CDSL0016 at line 14
// expect: error CDSL0016 at line 15
// expect: error CDSL0016 at line 16
// expect: error CDSL0016 at line 17
// expect: error CDSL0016 at line 22
// expect: error CDSL0016 at line 23
// expect: error CDSL0016 at line 24
// expect: error CDSL0016 at line 25
// expect: error CDSL0016 at line 31

using ContrastiveDsl;

[SimClr(
    Encoder = typeof(string),
    Projector = typeof((int Width, double Rate)),
    Views = typeof(void),
    Loss = typeof(System.Collections.Generic.List<>))]
[Adam]
public partial class First;

[SimClr(
    Encoder = typeof(nint),
    Projector = typeof(int?),
    Views = typeof(object),
    Loss = typeof(System.DayOfWeek[,]))]
[Adam]
public partial class Second;

[AugmentationFamily]
[RandomResizedCrop]
[Transform(typeof(decimal))]
public partial class Views;
