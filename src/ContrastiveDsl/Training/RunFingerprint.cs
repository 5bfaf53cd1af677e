using System.Globalization;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using ContrastiveDsl.Language;
using ContrastiveDsl.Modules;
using TorchSharp;

namespace ContrastiveDsl.Training;

/// <summary>
/// What the bits of a run depend on besides its settings and its images, whose own fingerprint is among the settings.
/// </summary>
/// <param name="Declaration">
/// The resolved declaration, one line for each of its numbers and names; null where a program did not give it.
/// </param>
/// <param name="Library">The version of this library.</param>
/// <param name="TorchSharp">The version of TorchSharp.</param>
/// <param name="Libtorch">The version of libtorch.</param>
/// <param name="Processor">The widest vectors that the processor computes with.</param>
/// <param name="Convolutions">How convolutions are computed.</param>
/// <param name="Form">How the lines of the declaration call things: <see cref="Language.Fingerprint.Form"/>.</param>
internal sealed record RunFingerprint(
    IReadOnlyDictionary<string, string>? Declaration,
    string Library,
    string TorchSharp,
    string Libtorch,
    string Processor,
    string Convolutions,
    int Form = 1
)
{
    /// <summary>The word for versions.</summary>
    internal const string Versions = "versions";

    /// <summary>The word for what computes.</summary>
    internal const string Device = "device";

    /// <summary>The word for the number of threads.</summary>
    internal const string Threads = "threads";

    /// <summary>The word for what was declared.</summary>
    internal const string Declared = "declaration";

    /// <summary>As it is in this process.</summary>
    /// <param name="settings">Where a run computes.</param>
    /// <param name="model">What was declared; null if that is not known.</param>
    internal static RunFingerprint Of(RunSettings settings, ExperimentModel? model) =>
        new(
            model is null ? null : Language.Fingerprint.Lines(model),
            VersionOf(typeof(RunFingerprint)),
            VersionOf(typeof(torch)),
            torch.__version__,
            model?.Training.Precision == Precision.BFloat16
                ? VectorsOfTheProcessor + ProductsOfTheProcessor
                : VectorsOfTheProcessor,
            Convolution2d.PathOn(settings.TorchDevice),
            Language.Fingerprint.Form
        );

    /// <summary>What differs from another one, in an order that is always the same.</summary>
    /// <param name="now">The other, of now.</param>
    internal IEnumerable<RunChange> ChangesTo(RunFingerprint now) =>
        DeclarationChanges(now)
            .Concat([
                new RunChange(Versions, "ContrastiveDsl", Library, now.Library),
                new RunChange(Versions, "form in which declarations are recorded", Of(Form), Of(now.Form)),
                new RunChange(Versions, "TorchSharp", TorchSharp, now.TorchSharp),
                new RunChange(Versions, "libtorch", Libtorch, now.Libtorch),
                new RunChange(Device, "vectors of the processor", Processor, now.Processor),
                new RunChange(Device, "convolutions", Convolutions, now.Convolutions),
            ])
            .Where(change => change.Then != change.Now);

    private IEnumerable<RunChange> DeclarationChanges(RunFingerprint now)
    {
        if (Declaration is not { } then || now.Declaration is not { } declared)
        {
            return [];
        }

        // Of two forms, what both call the same can be compared, and nothing else.
        var names =
            Form == now.Form
                ? then.Keys.Union(declared.Keys, StringComparer.Ordinal)
                : then.Keys.Intersect(declared.Keys, StringComparer.Ordinal).Where(name => !IsKind(name));
        return names
            .Order(StringComparer.Ordinal)
            .Select(name => new RunChange(
                Declared,
                name,
                then.GetValueOrDefault(name, "absent"),
                declared.GetValueOrDefault(name, "absent")
            ));
    }

    private static bool IsKind(string name) =>
        name == Language.Fingerprint.Kind || name.EndsWith("." + Language.Fingerprint.Kind, StringComparison.Ordinal);

    private static string Of(int form) => form.ToString(CultureInfo.InvariantCulture);

    private static string VectorsOfTheProcessor =>
        Avx512F.IsSupported ? "AVX-512"
        : Avx2.IsSupported ? "AVX2"
        : AdvSimd.IsSupported ? "Neon"
        : "others";

    /// <summary>Whether bfloat16 is multiplied or emulated, which rounds elsewhere.</summary>
    private static string ProductsOfTheProcessor =>
        Native.Processor.MultipliesBFloat16 ? " with bfloat16" : " without bfloat16";

    private static string VersionOf(Type type) => type.Assembly.GetName().Version?.ToString(3) ?? "unknown";
}
