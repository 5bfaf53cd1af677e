// expect: none

using ContrastiveDsl;

namespace Größe.@class;

[NtXentLoss]
public partial class @event;

[ProjectionHead(Output = 64)]
internal sealed partial class Köpfchen;
