internal partial class Page
{
    internal static string[] args = [];
}
