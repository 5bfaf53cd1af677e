// expect: none

using ContrastiveDsl;

#pragma warning disable CDSL2017 // It is meant.
[NtXentLoss(Temperature = 5)]
public partial class Hot;
#pragma warning restore CDSL2017
