using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// The members of an experiment's class, each once: what is declared, made, saved, loaded, disposed of, shown by a stub
/// and kept free of the user's names is read from here.
/// </summary>
internal sealed class ExperimentLayout
{
    /// <summary>The field with the parameters that the first optimizer trains: of all networks but a few.</summary>
    public const string FirstParameters = "parameters";

    private const string Settings = Names.Training + ".RunSettings";
    private const string Experiment = Names.Training + ".IExperiment";
    private const string Stateful = Names.State + ".IStateful";

    private readonly List<ExperimentMember> constants = [];
    private readonly List<ExperimentMember> networks = [];
    private readonly List<ExperimentMember> fields = [];
    private readonly List<ExperimentMember> memory = [];
    private readonly List<ExperimentMember> properties = [];
    private readonly Method? method;

    private ExperimentLayout(Method? method, ExperimentModel? experiment)
    {
        this.method = method;
        Model = experiment;
        Parts = experiment is null ? null : new ExperimentParts(experiment);
    }

    /// <summary>
    /// The experiment, or <see langword="null"/> where it lacks a part: then types are as general and values as empty
    /// as need be, for a stub.
    /// </summary>
    public ExperimentModel? Model { get; }

    /// <summary>Its parts in code.</summary>
    public ExperimentParts? Parts { get; }

    /// <summary>All members in the order in which they are declared or made.</summary>
    public IEnumerable<ExperimentMember> Members =>
        [.. constants, .. networks, .. fields, .. memory, .. properties, .. Methods, .. Sampling];

    /// <summary>The constants.</summary>
    public IReadOnlyList<ExperimentMember> Constants => constants;

    /// <summary>The networks, those that are trained first.</summary>
    public IReadOnlyList<ExperimentMember> Networks => networks;

    /// <summary>The private fields.</summary>
    public IEnumerable<ExperimentMember> Fields =>
        fields.Concat(memory).Where(member => member.Kind == MemberKind.Field);

    /// <summary>What is made behind the networks, in that order.</summary>
    public IEnumerable<ExperimentMember> Holders => fields.Concat(memory);

    /// <summary>What is made, in that order.</summary>
    public IEnumerable<ExperimentMember> Made => networks.Concat(Holders);

    /// <summary>What programs see beside constants and networks, what is made first.</summary>
    public IEnumerable<ExperimentMember> Properties =>
        memory.Where(member => member.Kind == MemberKind.HeldProperty).Concat(properties);

    /// <summary>The private method that makes a step's views, where that takes more than a call.</summary>
    private IEnumerable<ExperimentMember> Sampling =>
        Parts is not null && StepEmitter.Of(method!).Sampling(Parts).HasMethod
            ?
            [
                new(MemberKind.Method, ViewSampling.Method, Names.Tensor)
                {
                    Modifiers = "private static",
                    Parameters = ViewSampling.Parameters,
                },
            ]
            : [];

    /// <summary>The methods that programs see.</summary>
    public static IReadOnlyList<ExperimentMember> Methods { get; } =
    [
        new(MemberKind.Method, "Train", "void")
        {
            Interface = Experiment,
            Parameters = Names.Data + ".ImageSet images, " + Names.Training + ".TrainingRun run",
        },
        new(MemberKind.Method, "Embed", Names.Tensor) { Interface = Experiment, Parameters = Names.Tensor + " images" },
        new(MemberKind.InterfaceMethod, ViewSampling.Method, Names.Tensor + "[]")
        {
            Interface = Experiment,
            Parameters = ViewSampling.Parameters,
        },
        new(MemberKind.Method, "Save", "void")
        {
            Interface = Stateful,
            Parameters = Names.State + ".StateWriter writer",
        },
        new(MemberKind.Method, "Load", "void")
        {
            Interface = Stateful,
            Parameters = Names.State + ".StateReader reader",
        },
        new(MemberKind.Method, "Dispose", "void") { Interface = "global::System.IDisposable" },
    ];

    /// <summary>The layout of a whole experiment.</summary>
    public static ExperimentLayout Of(ExperimentModel experiment) => Of(experiment.Method.Facts, experiment);

    /// <summary>The layout of an experiment of which parts, or the method, may be unknown.</summary>
    public static ExperimentLayout Of(Method? method, ExperimentModel? experiment)
    {
        var layout = new ExperimentLayout(method, experiment);
        if (experiment is not null)
        {
            OptimizerCode.AddConstants(layout, experiment);
            ScheduleCode.AddConstants(layout, experiment);
            MicroBatchCode.AddConstant(layout);
        }

        layout.AddNetworks();
        layout.AddOptimizers();
        layout.AddProperties();
        return layout;
    }

    /// <summary>A method's signature.</summary>
    public static string Signature(string name)
    {
        var found = Methods.First(member => member.Name == name);
        var head =
            found.Kind == MemberKind.InterfaceMethod
                ? found.Type + " " + found.Interface + "."
                : found.Modifiers + " " + found.Type + " ";
        return head + found.Name + "(" + found.Parameters + ")";
    }

    /// <summary>Adds a constant; a value that is unknown is 0.</summary>
    public void Constant(string name, double? value, string summary) =>
        constants.Add(
            new(MemberKind.Constant, name, "double", summary)
            {
                Modifiers = "public const",
                Value = CSharpLiteral.Of(value ?? 0.0),
            }
        );

    /// <summary>Adds a constant; a text that is unknown is empty.</summary>
    public void Constant(string name, string? value, string summary) =>
        constants.Add(
            new(MemberKind.Constant, name, "string", summary)
            {
                Modifiers = "public const",
                Value = CSharpLiteral.Of(value ?? string.Empty),
            }
        );

    /// <summary>Adds a constant; a value that is unknown is 0.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="summary">What it is.</param>
    /// <param name="formula">
    /// How the value follows from others, in code; <see langword="null"/> where it is stated.
    /// </param>
    public void Constant(string name, int? value, string summary, string? formula = null) =>
        constants.Add(
            new(MemberKind.Constant, name, "int", summary)
            {
                Modifiers = "public const",
                Value = CSharpLiteral.Of(value ?? 0),
                Formula = formula,
            }
        );

    /// <summary>Adds a network of the user's, made on the device.</summary>
    /// <param name="name">The property that holds it.</param>
    /// <param name="part">Its class; <see langword="null"/> where that is unknown.</param>
    /// <param name="creation">The expression that makes it.</param>
    /// <param name="summary">What it is.</param>
    /// <param name="follows">The network that it follows.</param>
    public void Network(string name, TypeName? part, string? creation, string summary, string follows = "") =>
        networks.Add(
            new(MemberKind.Network, name, TypeOf(part), summary)
            {
                Modifiers = Accessibility(part),
                Value = creation ?? string.Empty,
                Key = Snake(name),
                Follows = follows,
                IsDisposed = true,
            }
        );

    /// <summary>Adds a network of the library's, made on the device.</summary>
    public void LibraryNetwork(string name, string type, string summary, params string?[] arguments) =>
        networks.Add(
            new(MemberKind.Network, name, Names.Modules + "." + type, summary)
            {
                Value = "new " + Names.Modules + "." + type,
                Arguments = [.. arguments, "device"],
                Key = Snake(name),
                IsDisposed = true,
            }
        );

    /// <summary>Adds the follower of a network of the library's, made as that is.</summary>
    /// <param name="name">The property that holds it.</param>
    /// <param name="network">The network, which has been added.</param>
    /// <param name="summary">What it is.</param>
    public void LibraryFollower(string name, string network, string summary) =>
        networks.Add(
            networks.Single(member => member.Name == network) with
            {
                Name = name,
                Summary = summary,
                Key = Snake(name),
                Follows = network,
                HasOptimizer = false,
            }
        );

    /// <summary>Adds a field with state beside networks and optimizers.</summary>
    public void Memory(string name, string type, string key, params string?[] arguments) =>
        memory.Add(Field(name, type, key, arguments));

    /// <summary>Adds the same for embeddings of earlier batches, which begins with random directions.</summary>
    /// <param name="name">The field, and its key.</param>
    /// <param name="type">Name of its class among the library's memories.</param>
    /// <param name="size">The constant with the number of embeddings.</param>
    public void EmbeddingMemory(string name, string type, string size) =>
        Memory(
            name,
            Names.Memory + "." + type,
            name,
            size,
            Parts?.Projector + ".OutputSize",
            "new " + Names.Randomness + ".RandomSource(settings.Seed)",
            "device"
        );

    /// <summary>A field with state in a property, for programs to look into.</summary>
    public void OpenMemory(string name, string summary, string type, string key, params string?[] arguments) =>
        memory.Add(
            Field(name, type, key, arguments) with
            {
                Kind = MemberKind.HeldProperty,
                Modifiers = "public",
                Summary = summary,
            }
        );

    private static ExperimentMember Field(string name, string type, string key, params string?[] arguments) =>
        new(MemberKind.Field, name, type)
        {
            Modifiers = "private readonly",
            Value = "new " + type,
            Arguments = arguments,
            Key = key,
            IsDisposed = true,
        };

    /// <summary>Of a part that is missing, or that code cannot call as a module, only a stub is written.</summary>
    private static string TypeOf(TypeName? part) => part is { IsUsable: true } ? part.Source : Names.Module;

    /// <summary>The smaller of two visibilities as the modifier of a member that shows a part's type.</summary>
    private static string Accessibility(TypeName? part) =>
        (part is { IsUsable: true } ? part.Visibility : Visibility.Public) switch
        {
            Visibility.Public => "public",
            Visibility.Internal => "internal",
            _ => "private",
        };

    /// <summary>The name as keys of weights are written: <c>key_encoder</c>.</summary>
    private static string Snake(string name)
    {
        var key = string.Empty;
        foreach (var character in name)
        {
            key +=
                char.IsUpper(character) && key.Length > 0
                    ? "_" + char.ToLower(character, CultureInfo.InvariantCulture)
                    : char.ToLower(character, CultureInfo.InvariantCulture).ToString();
        }

        return key;
    }

    private void AddNetworks()
    {
        networks.Add(
            new ExperimentMember(
                MemberKind.Network,
                "Encoder",
                TypeOf(Model?.Encoder.Type),
                "The encoder, which remains after training."
            )
            {
                Modifiers = Accessibility(Model?.Encoder.Type),
                Value = Parts?.NewEncoder ?? string.Empty,
                Key = "encoder",
                Remarks =
                    "In training mode after Train: use Embed, or call eval() first. It must stay on its device, where the optimizer's parameters are.",
                IsDisposed = true,
            }
        );
        if (method?.HasProjector != false)
        {
            Network("Projector", Model?.Projector.Type, Parts?.NewProjector, "The projector, of use in training only.");
        }

        if (method is not null)
        {
            StepEmitter.Of(method).AddMembers(this);
        }
    }

    private void AddOptimizers()
    {
        AddOptimizer(
            FirstParameters,
            "optimizer",
            "optimizer",
            networks.Where(network => network is { Follows.Length: 0, HasOptimizer: false })
        );
        var alone = networks.Where(network => network.HasOptimizer).ToArray();
        foreach (var network in alone)
        {
            AddOptimizer(
                ExperimentMember.ParametersOf(network.Name),
                network.FieldPrefix + "Optimizer",
                network.Key + "_optimizer",
                [network]
            );
        }

        var followers = networks
            .Where(network => network.Follows.Length > 0)
            .ToLookup(OfOptimizer, StringComparer.Ordinal);
        AddTarget(
            FirstParameters,
            followers[FirstParameters],
            _ => MomentumCode.Parameters(method!),
            "Frozen, and laid out like the parameters that they follow."
        );
        foreach (var followed in alone.Select(network => ExperimentMember.ParametersOf(network.Name)))
        {
            AddTarget(
                followed,
                followers[followed],
                follower => ExperimentMember.ParametersOf(follower.Name),
                "The same for what has an optimizer of its own."
            );
        }
    }

    /// <summary>The field with the parameters of the optimizer that trains what a network follows.</summary>
    private string OfOptimizer(ExperimentMember follower) =>
        networks.Single(network => network.Name == follower.Follows).HasOptimizer
            ? ExperimentMember.ParametersOf(follower.Follows)
            : FirstParameters;

    /// <summary>Adds the parameters of the networks that follow those of one optimizer.</summary>
    private void AddTarget(
        string followed,
        IEnumerable<ExperimentMember> followers,
        Func<ExperimentMember, string> name,
        string comment
    )
    {
        var targets = followers.ToArray();
        if (targets.Length == 0)
        {
            return;
        }

        const string Set = Names.Optimization + ".ParameterSet";
        fields.Add(
            Field(name(targets[0]), Set, string.Empty, [followed, .. targets.Select(target => target.Name)]) with
            {
                Value = Set + ".ForTarget",
                Comment = comment,
            }
        );
    }

    private void AddOptimizer(string parameters, string optimizer, string key, IEnumerable<ExperimentMember> trained)
    {
        fields.Add(
            Field(
                parameters,
                Names.Optimization + ".ParameterSet",
                string.Empty,
                trained.Select(network => network.Name).ToArray()
            )
        );
        if (Model is not null)
        {
            fields.Add(
                Field(
                    optimizer,
                    OptimizerCode.Type(Model.Optimizer),
                    key,
                    OptimizerCode.Arguments(Model.Optimizer, parameters)
                )
            );
        }
    }

    private void AddProperties()
    {
        properties.Add(
            new(MemberKind.InterfaceProperty, "Network", Names.Module) { Interface = Experiment, Value = "Encoder" }
        );
        var source = Model is null
            ? "."
            : Provenance.OfAll<TrainingAttribute>(
                Model,
                nameof(TrainingAttribute.Epochs),
                nameof(TrainingAttribute.BatchSize),
                nameof(TrainingAttribute.Seed)
            );
        properties.Add(
            new(MemberKind.Property, "Defaults", Settings, "The settings of a run" + source)
            {
                Modifiers = "public static",
            }
        );
        properties.Add(
            new(
                MemberKind.Property,
                "Definition",
                Names.Training + ".ExperimentDefinition",
                "The declaration, its default settings and its factory."
            )
            {
                Modifiers = "public static",
            }
        );
    }

    /// <summary>Marks a network as trained by an optimizer of its own.</summary>
    /// <param name="name">Its name.</param>
    public void TrainAlone(string name)
    {
        var index = networks.FindIndex(network => network.Name == name);
        networks[index] = networks[index] with { HasOptimizer = true };
    }
}
