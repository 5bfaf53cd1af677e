namespace ContrastiveDsl.Training;

/// <summary>
/// The formats in which teachers may lie in files. ONNX is there where the project has the package
/// <c>ContrastiveDsl.Onnx</c>; a program adds others before it trains.
/// </summary>
public static class TeacherFormats
{
    private const string OnnxEnding = ".onnx";
    private const string OnnxPackage = "ContrastiveDsl.Onnx";
    private static readonly List<ITeacherFormat> Known = [];

    /// <summary>Adds a format; of two for one ending the later counts.</summary>
    /// <param name="format">The format.</param>
    public static void Add(ITeacherFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentException.ThrowIfNullOrEmpty(format.Ending, nameof(format));
        lock (Known)
        {
            Known.Insert(0, format);
        }
    }

    /// <summary>Whether a path is that of an ONNX file, which must be one.</summary>
    internal static bool IsOnnx(string path) => path.EndsWith(OnnxEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>The format of a file; null where none is known, as for folders.</summary>
    /// <exception cref="IOException">It is one that takes a package which the program does not have.</exception>
    internal static ITeacherFormat? Find(string path)
    {
        lock (Known)
        {
            if (Known.Find(format => path.EndsWith(format.Ending, StringComparison.OrdinalIgnoreCase)) is { } known)
            {
                return known;
            }
        }

        return IsOnnx(path) ? Onnx() : null;
    }

    /// <summary>A reference to the package is all that it takes: what is named here, a trimmer keeps.</summary>
    private static ITeacherFormat Onnx() =>
        Type.GetType("ContrastiveDsl.Onnx.OnnxTeacherFormat, ContrastiveDsl.Onnx") is { } type
            ? (ITeacherFormat)Activator.CreateInstance(type)!
            : throw new IOException(
                $"A teacher in an {OnnxEnding} file takes the package {OnnxPackage}, which this program does not have: dotnet add package {OnnxPackage}."
            );
}
