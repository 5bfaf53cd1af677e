internal partial class Page
{
    internal static string path = "";

    internal static byte[] Decode(string path, int side, int channels) =>
        new byte[side * side * (path.Length > 0 ? channels : 1)];
}
