using System.Collections.Immutable;
using System.Text;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Declarations.Tests.Random;

/// <summary>An argument as it is written.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Value">Its value as source.</param>
/// <param name="IsPositional">Whether it is written without its name.</param>
internal sealed record Argument(string Name, string Value, bool IsPositional)
{
    /// <inheritdoc/>
    public override string ToString() => IsPositional ? Value : Name + " = " + Value;
}

/// <summary>An attribute as it is written.</summary>
/// <param name="Word">Its word.</param>
/// <param name="Arguments">Its arguments, positional ones first.</param>
internal sealed record Use(string Word, ImmutableArray<Argument> Arguments)
{
    /// <summary>Whether it makes its class a part or an experiment.</summary>
    public bool IsDeclaring =>
        Words.Declares(Word, Arguments.Any(argument => argument.Name == nameof(TransformAttribute.Type)))
        != DeclarationKind.None;

    /// <summary>Whether something is written here.</summary>
    public bool Has(Wish wish) =>
        Word == wish.Word
        && (
            wish.Setting is null
            || Arguments.Any(argument =>
                argument.Name == wish.Setting && (wish.Value is null || argument.Value == wish.Value)
            )
        );

    /// <inheritdoc/>
    public override string ToString() =>
        "[" + Word + (Arguments.IsEmpty ? "" : "(" + string.Join(", ", Arguments) + ")") + "]";
}

/// <summary>A class with attributes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uses">Its attributes.</param>
internal sealed record DeclaredClass(string Name, ImmutableArray<Use> Uses)
{
    /// <summary>Modifiers before <c>partial class</c>.</summary>
    public string Modifiers { get; init; } = "public";

    /// <summary>A summary of the user's own; empty for none.</summary>
    public string Summary { get; init; } = string.Empty;

    /// <summary>Base list and members of custom code; empty for none.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>What a program does with the class, whether it is sound or not.</summary>
    public IEnumerable<string> Statements =>
        Uses.Where(use => use.IsDeclaring).ToArray() is [var only]
            ? Words.Declares(only.Word) switch
            {
                DeclarationKind.Encoder => [$"_ = {Name}.FeatureSize;", $"_ = {Name}.Load(\"weights\").call(images);"],
                DeclarationKind.Views => [$"_ = {Name}.DrawCount;", $"_ = {Name}.Clean(images);"],
                DeclarationKind.Experiment =>
                [
                    $"_ = ({Name}.Definition, {Name}.Defaults);",
                    $"using (ContrastiveDsl.Training.IExperiment experiment = new {Name}(settings)) {{ _ = experiment.Embed(images); }}",
                ],
                DeclarationKind.Loss
                    when LossCatalogue.All.FirstOrDefault(loss => loss.Word == only.Word) is { } loss =>
                [
                    $"_ = {Name}.Compute({string.Join(", ", Enumerable.Repeat("images", loss.Parameters))});",
                ],
                var kind when kind.IsHead() => [$"_ = {Name}.OutputSize;"],
                _ => [],
            }
            : [];

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Summary.Length > 0)
        {
            text.Append("/// <summary>").Append(Summary).Append("</summary>\n");
        }

        foreach (var use in Uses)
        {
            text.Append(use).Append('\n');
        }

        return text.Append(Modifiers)
            .Append(" partial class ")
            .Append(Name)
            .Append(Code.Length == 0 ? ";" : Code)
            .Append('\n')
            .ToString();
    }
}

/// <summary>An experiment and its parts, sound or not.</summary>
/// <param name="Classes">The classes, the experiment last.</param>
internal sealed record Declaration(ImmutableArray<DeclaredClass> Classes)
{
    private const string Usings = """
        using ContrastiveDsl;
        using ContrastiveDsl.Augmentation;
        using TorchSharp;
        using static TorchSharp.torch;

        """;

    /// <summary>Whether something is written in it.</summary>
    public bool Has(Wish wish) => Classes.Any(declared => declared.Uses.Any(use => use.Has(wish)));

    /// <summary>Its source in a namespace.</summary>
    public string Source(string space) => Usings + "\nnamespace " + space + ";\n\n" + string.Join('\n', Classes);

    /// <summary>A program that uses all of it.</summary>
    public string Program(string space) =>
        Usings
        + $$"""

            namespace {{space}};

            internal static class Program
            {
                internal static void Use(Tensor images, ContrastiveDsl.Training.RunSettings settings)
                {
                    {{string.Join("\n        ", Classes.SelectMany(declared => declared.Statements))}}
                }
            }
            """;

    /// <inheritdoc/>
    public override string ToString() => Source("Shop");
}
