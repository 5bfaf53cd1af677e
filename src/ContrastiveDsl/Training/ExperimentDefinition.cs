using System.Collections.Concurrent;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Training;

/// <summary>
/// A declared experiment as programs see it: what was declared, the settings it runs with by default, and how to build
/// it.
/// </summary>
/// <remarks>
/// The declaration is read from the attributes when it is first asked for, and must be the one that the experiment's
/// code was generated for.
/// </remarks>
public sealed class ExperimentDefinition
{
    private readonly Lazy<ExperimentModel> model;
    private readonly Func<RunSettings, IExperiment> create;
    private readonly ConcurrentDictionary<string, bool> triedOn = new(StringComparer.Ordinal);

    /// <summary>A generated experiment.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="compiledWith">The version of the generator that wrote its code.</param>
    /// <param name="fingerprint">The fingerprint of the declaration that the code was written for.</param>
    /// <param name="defaults">The declared settings.</param>
    /// <param name="create">Builds the experiment for resolved settings.</param>
    /// <param name="customParts">What attributes do not say of its custom parts.</param>
    public ExperimentDefinition(
        Type type,
        string compiledWith,
        string fingerprint,
        RunSettings defaults,
        Func<RunSettings, IExperiment> create,
        params CustomPart[] customParts
    )
    {
        ArgumentNullException.ThrowIfNull(type);
        model = new Lazy<ExperimentModel>(() => Read(type, compiledWith, fingerprint, customParts));
        DeclaredIn = type;
        this.create = create;
        Defaults = defaults;
        Name = type.Name;
        QualifiedName = type.FullName!.Replace('+', '.');
    }

    /// <summary>An experiment whose model is known.</summary>
    internal ExperimentDefinition(ExperimentModel model, RunSettings defaults, Func<RunSettings, IExperiment> create)
    {
        this.model = new Lazy<ExperimentModel>(model);
        this.create = create;
        Defaults = defaults;
        Name = model.Type.Name;
        QualifiedName = model.Type.Qualified;
    }

    /// <summary>The name of its class.</summary>
    public string Name { get; }

    /// <summary>That name with namespace and containing types, dots between.</summary>
    public string QualifiedName { get; }

    /// <summary>The declared settings.</summary>
    public RunSettings Defaults { get; }

    /// <summary>The declaration with everything inferred.</summary>
    /// <exception cref="DeclarationChangedException">
    /// It is not the one that the experiment's code was generated for.
    /// </exception>
    internal ExperimentModel Model => model.Value;

    /// <summary>The class that declares it; null where the declaration is no class of the program.</summary>
    internal Type? DeclaredIn { get; }

    /// <summary>Whether its custom parts were tried on a device and found to be in order.</summary>
    internal bool IsTriedOn(string device) => triedOn.ContainsKey(device);

    /// <summary>Notes that they were.</summary>
    internal void TriedOn(string device) => triedOn[device] = true;

    /// <summary>Builds the experiment.</summary>
    /// <param name="settings">The resolved settings of the run.</param>
    /// <exception cref="DeclarationChangedException">
    /// The declaration is not the one that the experiment's code was generated for.
    /// </exception>
    public IExperiment Create(RunSettings settings)
    {
        _ = Model;
        return create(settings);
    }

    private static ExperimentModel Read(Type type, string compiledWith, string fingerprint, CustomPart[] customParts)
    {
        var read = ClassModel.Of(DeclarationReader.Read(type, customParts)).Experiment;
        var found = read is null ? "nothing" : Fingerprint.Of(read);
        return read is not null && found == fingerprint
            ? read
            : throw new DeclarationChangedException(
                $"'{type.FullName}' was compiled with ContrastiveDsl {compiledWith} for the declaration {fingerprint}, running ContrastiveDsl {Version} reads {found}: rebuild its project."
            );
    }

    private static string Version => typeof(ExperimentDefinition).Assembly.GetName().Version?.ToString(3) ?? "?";
}
