// expect: error CDSL0029 at line 8

using ContrastiveDsl;

[ProjectionHead(Output = 64)]
public partial class Head
{
    public Head()
    {
        System.Console.WriteLine("made");
    }
}
