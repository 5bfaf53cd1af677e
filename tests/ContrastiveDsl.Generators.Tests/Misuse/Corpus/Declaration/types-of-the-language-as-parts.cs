// expect: error CDSL0016 at line 18
// expect: error CDSL0016 at line 19
// expect: error CDSL0016 at line 20
// expect: error CDSL0016 at line 21
// expect: error CDSL0016 at line 26
// expect: error CDSL0016 at line 27
// expect: error CDSL0016 at line 28
// expect: error CDSL0016 at line 29
// expect: error CDSL0016 at line 34
// expect: error CDSL0016 at line 35
// expect: error CDSL0016 at line 36
// expect: error CDSL0016 at line 37
// expect: error CDSL0016 at line 43

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

[SimClr(
    Encoder = typeof(int),
    Projector = typeof(int[]),
    Views = typeof(System.Action),
    Loss = typeof(bool[][]))]
[Adam]
public partial class Third;

[AugmentationFamily]
[RandomResizedCrop]
[Transform(typeof(decimal))]
public partial class Views;
