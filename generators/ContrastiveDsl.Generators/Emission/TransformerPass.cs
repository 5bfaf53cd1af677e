using System;
using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// A forward pass that every transformer has beside <c>forward</c>: it treats some patches otherwise than the rest, and
/// ends with all tokens in place of features.
/// </summary>
internal sealed class TransformerPass
{
    private readonly string summary;
    private readonly (string Name, string Type, string Summary)[] parameters;
    private readonly Func<Layer, bool> isBefore;
    private readonly string statement;
    private readonly Func<EncoderModel, string> tokens;

    private TransformerPass(
        string name,
        string summary,
        (string Name, string Type, string Summary)[] parameters,
        Func<Layer, bool> isBefore,
        string statement,
        Func<EncoderModel, string> tokens
    )
    {
        Name = name;
        this.summary = summary;
        this.parameters =
        [
            ("input", Names.Tensor, "The images."),
            ("mask", Names.Modules + ".PatchMask", "Which patches are visible, V of each image."),
            .. parameters,
        ];
        this.isBefore = isBefore;
        this.statement = statement;
        this.tokens = tokens;
    }

    /// <summary>All of them, in the order in which they are written.</summary>
    public static IReadOnlyList<TransformerPass> All { get; } =
    [
        new(
            "ForwardVisible",
            "The tokens of the visible patches, behind that of the class: {0} -> {1}. The others cost nothing behind their positions.",
            [],
            static layer => layer is PositionsLayer,
            "x = mask.KeepVisible(x);",
            static _ => "1 + V"
        ),
        new(
            "ForwardMasked",
            "The tokens of all patches, behind that of the class: {0} -> {1}. Where a patch is not visible, another token takes its place before it gets its position.",
            [("missing", Names.Tensor, "The token of patches that are not visible, [1, 1, D].")],
            static layer => layer is PatchEmbeddingLayer,
            "x = mask.Replace(x, missing);",
            static encoder => CSharpLiteral.Of(1 + encoder.Transformer!.Patches(encoder.ImageSize))
        ),
    ];

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How many parameters it has.</summary>
    public int ParameterCount => parameters.Length;

    /// <summary>Its parameters in code.</summary>
    public string Parameters =>
        string.Join(", ", parameters.Select(parameter => parameter.Type + " " + parameter.Name));

    /// <summary>Writes it.</summary>
    public void WriteTo(
        IndentedWriter writer,
        DeclarationModel declaration,
        EncoderModel encoder,
        List<EmittedLayer> layers
    )
    {
        var images = Code.Of($"[N, {encoder.Channels}, {encoder.ImageSize}, {encoder.ImageSize}]");
        var output = Code.Of($"[N, {tokens(encoder)}, {encoder.Features}]");
        XmlDoc.Summary(writer, summary.Replace("{0}", images).Replace("{1}", output));
        foreach (var parameter in parameters)
        {
            XmlDoc.Param(writer, parameter.Name, parameter.Summary);
        }

        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"public {Names.Tensor} {Name}({Parameters})");
        using (writer.WriteBlock())
        {
            LayerModule.WriteTokens(writer, layers, isBefore, statement, output);
        }

        writer.WriteLine();
    }
}
