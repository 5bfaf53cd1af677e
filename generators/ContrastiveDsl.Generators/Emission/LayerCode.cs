using System;
using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Layers as TorchSharp modules.</summary>
internal static class LayerCode
{
    private const string Modules = "global::TorchSharp.Modules.";
    private const string Initialization = Names.Modules + ".Initialization.";

    /// <summary>The layers in order.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="names">Names of their widths.</param>
    /// <param name="inFullPrecision">
    /// Whether the last linear layer computes in the type of its parameters in any precision, since what it puts out is
    /// compared.
    /// </param>
    public static List<EmittedLayer> Of(
        EquatableArray<NamedLayer> layers,
        WidthNames names,
        bool inFullPrecision = false
    )
    {
        var emitted = new List<EmittedLayer>(layers.Count);
        var widths = LayerWidths.Of(layers, names);
        var last = inFullPrecision ? layers.LastOrDefault(layer => layer.Layer is LinearLayer) : null;
        for (var i = 0; i < layers.Count; i++)
        {
            emitted.Add(Of(layers[i], widths[i].Input, widths[i].Output, ReferenceEquals(layers[i], last)));
        }

        return LayerRegistration.Register(emitted);
    }

    /// <summary>A shape as a comment: <c>[N, 64, 14, 14]</c>.</summary>
    public static string Shape(FeatureShape shape) =>
        shape switch
        {
            { IsVector: true, Channels: 0 } => "[N, inputSize]",
            { IsSequence: true, Channels: 0 } => "[N, " + CSharpLiteral.Of(shape.Tokens) + ", inputSize]",
            _ => shape.ToString(),
        };

    private static EmittedLayer Of(NamedLayer layer, string channels, string output, bool isLast)
    {
        var (isVector, isMap) = (layer.Input.IsVector, !layer.Input.IsVector && !layer.Input.IsSequence);
        return layer.Layer switch
        {
            ConvLayer conv => LibraryModule(layer, "conv", "Convolution2d", Conv(channels, output, conv)) with
            {
                Initialization = Initialize(conv.StartsTruncated ? "ConvNeXt" : "KaimingNormal", Field(layer, "conv")),
            },
            LinearLayer linear => LibraryModule(
                layer,
                "linear",
                "FullyConnected",
                Linear(channels, output, linear, inFullPrecision: isLast)
            ) with
            {
                InFullPrecision = isLast,
            },
            PatchProjectionLayer => LibraryModule(layer, "linear", "FullyConnected", Code.Arguments(channels, output)),
            BatchNormLayer { Splits: > 1 } norm => LibraryModule(
                layer,
                "norm",
                isVector ? "SplitBatchNorm1d" : "SplitBatchNorm2d",
                BatchNorm(channels, norm)
            ),
            BatchNormLayer norm => LibraryModule(
                layer,
                "norm",
                isVector ? "SyncBatchNorm1d" : "SyncBatchNorm2d",
                BatchNorm(channels, norm)
            ),
            GroupNormLayer norm => LibraryModule(
                layer,
                "norm",
                "GroupNormalization",
                Code.Arguments("groups: " + CSharpLiteral.Of(norm.Groups), channels, Affine("affine", norm.Affine))
            ),
            ChannelNormLayer norm => LibraryModule(
                layer,
                "norm",
                "ChannelNormalization",
                Code.Arguments(channels, "eps: " + CSharpLiteral.Of(norm.Epsilon))
            ),
            LayerNormLayer norm when !isMap => LibraryModule(
                layer,
                "norm",
                "LayerNormalization",
                Code.Arguments(channels, Epsilon(norm), Affine("affine", norm.Affine))
            ),
            LayerNormLayer norm => LibraryModule(
                layer,
                "norm",
                "GroupNormalization",
                Code.Arguments("groups: 1", channels, Affine("affine", norm.Affine))
            ),
            MaxPoolLayer pool => Module(layer, "pool", "MaxPool2d", MaxPool(pool)),
            DropoutLayer dropout => Module(layer, "dropout", "Dropout", CSharpLiteral.Of(dropout.Probability)),
            ResidualBlockLayer block => Block(layer, block, channels, output),
            StageLayer stage => Stage(layer, stage, channels, output),
            PatchEmbeddingLayer patches => Patches(layer, channels, output, patches),
            ClassTokenLayer token => new EmittedLayer(
                layer,
                layer.Key,
                Modules + "Parameter",
                Initialization + "ClassToken(" + Code.Arguments(channels, AsMoCoV3(token.AsMoCoV3)) + ")"
            ),
            RegisterTokensLayer registers => new EmittedLayer(
                layer,
                layer.Key,
                Modules + "Parameter",
                Initialization + "RegisterTokens(" + CSharpLiteral.Of(registers.Count) + ", " + channels + ")"
            ),
            PositionsLayer positions => Positions(layer, channels, positions),
            ReluLayer
            or GeluLayer
            or GlobalAveragePoolLayer
            or FlattenLayer
            or DropRegistersLayer
            or TakeClassTokenLayer
            or MeanTokensLayer
            or ConcatenateLayer => new EmittedLayer(layer, string.Empty, string.Empty, string.Empty),
            _ => throw new NotSupportedException("No module is known for the layer " + layer.Layer.Kind + "."),
        };
    }

    private static EmittedLayer Module(NamedLayer layer, string word, string module, string arguments) =>
        new(layer, Field(layer, word), Modules + module, Names.NN + "." + module + "(" + arguments + ")");

    /// <summary>A module of the library.</summary>
    private static EmittedLayer LibraryModule(NamedLayer layer, string word, string module, string arguments)
    {
        var type = Names.Modules + "." + module;
        return new EmittedLayer(layer, Field(layer, word), type, "new " + type + "(" + arguments + ")");
    }

    /// <summary>The key in the state dict, which is the field's name unless it is a position.</summary>
    private static string Field(NamedLayer layer, string word) =>
        layer.Field ?? (char.IsDigit(layer.Name[0]) ? word + layer.Name : layer.Key);

    private static string Conv(string channels, string output, ConvLayer conv) =>
        Code.Arguments(
            channels,
            output,
            "kernel: " + CSharpLiteral.Of(conv.Kernel),
            Unless(conv.Stride, 1, "stride"),
            Unless(conv.Padding, 0, "padding"),
            conv.Bias ? null : "bias: false"
        );

    private static string Linear(string channels, string output, LinearLayer linear, bool inFullPrecision) =>
        Code.Arguments(
            channels,
            output,
            linear.Bias ? null : "hasBias: false",
            inFullPrecision ? "inFullPrecision: true" : null
        );

    private static EmittedLayer Patches(NamedLayer layer, string channels, string output, PatchEmbeddingLayer patches)
    {
        var side = CSharpLiteral.Of(patches.Patch);
        var creation = Code.Arguments(channels, output, "kernel: " + side, "stride: " + side);
        var initialization = Initialize(
            "PatchEmbedding",
            layer.Key,
            AsMoCoV3(patches.AsMoCoV3),
            patches.Frozen ? "frozen: true" : null
        );
        return LibraryModule(layer, "patches", "Convolution2d", creation) with { Initialization = initialization };
    }

    private static EmittedLayer Positions(NamedLayer layer, string channels, PositionsLayer positions)
    {
        const string type = Names.Modules + ".PositionEmbedding";
        var arguments = Code.Arguments(
            "tokens: " + CSharpLiteral.Of(layer.Input.Tokens),
            channels,
            positions.Positions == default ? null : EnumName.Source(positions.Positions)
        );
        return new EmittedLayer(layer, layer.Key, type, "new " + type + "(" + arguments + ")");
    }

    private static string Initialize(string method, params string?[] arguments) =>
        Initialization + method + "(" + Code.Arguments(arguments) + ");";

    private static string? AsMoCoV3(bool asMoCoV3) => asMoCoV3 ? "asMoCoV3: true" : null;

    private static string? Epsilon(LayerNormLayer norm) =>
        norm.Epsilon.Equals(new LayerNormLayer().Epsilon) ? null : "eps: " + CSharpLiteral.Of(norm.Epsilon);

    private static string BatchNorm(string channels, BatchNormLayer norm)
    {
        var usual = new BatchNormLayer();
        return Code.Arguments(
            channels,
            Unless(norm.Splits, usual.Splits, "splits"),
            norm.Epsilon.Equals(usual.Epsilon) ? null : "eps: " + CSharpLiteral.Of(norm.Epsilon),
            norm.Momentum.Equals(usual.Momentum) ? null : "momentum: " + CSharpLiteral.Of(norm.Momentum),
            Affine("affine", norm.Affine)
        );
    }

    private static string MaxPool(MaxPoolLayer pool) =>
        Code.Arguments(
            CSharpLiteral.Of(pool.Kernel),
            Unless(pool.Stride, pool.Kernel, "stride"),
            Unless(pool.Padding, 0, "padding")
        );

    private static EmittedLayer Block(NamedLayer layer, ResidualBlockLayer block, string channels, string output) =>
        new(layer, Field(layer, "block"), BlockType(block), NewBlock(block, channels, output));

    /// <summary>The first block brings the stage's width, the others keep it.</summary>
    private static EmittedLayer Stage(NamedLayer layer, StageLayer stage, string channels, string output)
    {
        var creation = Names.NN + ".Sequential(";
        var separator = "\n    ";
        for (var index = 0; index < stage.Blocks.Count; index++)
        {
            var block = stage.Blocks[index];
            creation += separator + NamedBlock(stage, index, NewBlock(block, index == 0 ? channels : output, output));
            separator = ",\n    ";
        }

        return new EmittedLayer(layer, Field(layer, "stage"), Modules + "Sequential", creation + ")");
    }

    /// <summary>A block with its key where that is not its position.</summary>
    private static string NamedBlock(StageLayer stage, int index, string creation) =>
        stage.NamesBlocks ? "(" + CSharpLiteral.Of(stage.BlockKey(index)) + ", " + creation + ")" : creation;

    private static string BlockType(Layer block) => Names.Modules + "." + block.Kind;

    private static string NewBlock(Layer block, string channels, string output) =>
        "new "
        + BlockType(block)
        + "("
        + block switch
        {
            ResidualBlockLayer residual => Code.Arguments(
                channels,
                output,
                Unless(residual.Stride, 1, "stride"),
                residual.Norm == Norm.Batch ? null : "norm: " + EnumName.Source(residual.Norm),
                residual.Norm == Norm.Group ? "groups: " + CSharpLiteral.Of(residual.Groups) : null,
                residual.ZeroInitResidual ? "zeroInitResidual: true" : null,
                Unless(residual.Splits, 1, "splits")
            ),
            ConvNeXtBlockLayer => channels,
            TransformerBlockLayer transformer => Code.Arguments(
                channels,
                "heads: " + CSharpLiteral.Of(transformer.Heads),
                "mlp: " + CSharpLiteral.Of(transformer.Mlp),
                AsMoCoV3(transformer.AsMoCoV3)
            ),
            _ => throw new NotSupportedException("No block is known for the layer " + block.Kind + "."),
        }
        + ")";

    private static string? Unless(int value, int usual, string name) =>
        value == usual ? null : name + ": " + CSharpLiteral.Of(value);

    private static string? Affine(string name, bool affine) => affine ? null : name + ": false";
}
