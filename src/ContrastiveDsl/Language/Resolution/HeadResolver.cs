using System;
using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Infers projection and prediction heads.</summary>
internal static class HeadResolver
{
    /// <summary>The deepest perceptron that is laid out; the rules refuse deeper ones.</summary>
    internal const int MostLayers = 64;

    /// <summary>The head that a class declares, faults included: the rules name them.</summary>
    public static HeadModel Resolve(RawClass raw)
    {
        if (raw.Find(Words.PatchHead) is { } patches)
        {
            return ResolvePatches(raw, patches);
        }

        var absent = new ProjectionHeadAttribute();
        var kind = Kind(raw);
        var attribute = kind == PartKind.Catalogue ? HeadPresets.Complete(Declaring(raw)) : Declaring(raw);
        var input = attribute.Int("Input", absent.Input);
        var output = attribute.Int("Output", absent.Output);
        var model = new HeadModel(raw.Type, kind, input, attribute.Int("Hidden", absent.Hidden), Layers(raw, kind, attribute), output)
        {
            Attribute = attribute.Index,
            Role = HeadPresets.RoleOf(attribute),
            StatedLayers = attribute.Int("Layers", absent.Layers),
            StatedOutput = output,
            IsInputInferred = input == 0,
            Norm = attribute.Enum("Norm", absent.Norm),
            OutputNorm = attribute.Enum("OutputNorm", absent.OutputNorm),
            Groups = attribute.Int("Groups", absent.Groups),
            Constructor = kind == PartKind.Own ? Constructor(raw.Facts) : OwnConstructor.None,
        };
        return model.WithInput(input);
    }

    /// <summary>A linear layer for each patch, and one behind them all.</summary>
    private static HeadModel ResolvePatches(RawClass raw, RawAttribute attribute)
    {
        var absent = new PatchHeadAttribute();
        var (input, output) = (attribute.Int("Input", absent.Input), attribute.Int("Output", absent.Output));
        var stated = attribute.Int("Hidden", absent.Hidden);
        var hidden = stated == 0 ? output : stated;
        var kind = raw.Facts.IsModule ? PartKind.Own : PartKind.Catalogue;
        var groups = attribute.Int("Groups", absent.Groups);
        var layers = new List<NamedLayer>
        {
            new("patch", new PatchProjectionLayer(hidden), default, default, -1),
            new("concatenate", new ConcatenateLayer(), default, default, -1),
        };
        var norm = Normalization.Of(attribute.Enum("OutputNorm", absent.OutputNorm), groups, attribute.Flag("OutputAffine", absent.OutputAffine));
        layers.Add(new("joint", new LinearLayer(output, norm is null), default, default, -1));
        if (norm is not null)
        {
            layers.Add(new("norm", norm, default, default, -1));
        }

        var model = new HeadModel(raw.Type, kind, input, hidden, kind == PartKind.Own ? EquatableArray<NamedLayer>.Empty : new EquatableArray<NamedLayer>(layers), output)
        {
            Attribute = attribute.Index,
            Role = HeadRole.Patches,
            Patches = attribute.Int("Patches", absent.Patches),
            StatedOutput = output,
            IsInputInferred = input == 0,
            Norm = Norm.None,
            OutputNorm = attribute.Enum("OutputNorm", absent.OutputNorm),
            Groups = groups,
            Constructor = kind == PartKind.Own ? Constructor(raw.Facts) : OwnConstructor.None,
        };
        return model.WithInput(input);
    }

    private static RawAttribute Declaring(RawClass raw) =>
        raw.Find(Words.ProjectionHead) ?? raw.Find(Words.PredictionHead) ?? new RawAttribute(Words.ProjectionHead, -1, EquatableArray<RawArgument>.Empty);

    private static PartKind Kind(RawClass raw)
    {
        if (LayerReader.HasLayers(raw))
        {
            return PartKind.Layers;
        }

        return raw.Facts.IsModule ? PartKind.Own : PartKind.Catalogue;
    }

    private static OwnConstructor Constructor(ClassFacts facts)
    {
        if (facts.CreatesFromInputSizeAndDevice)
        {
            return OwnConstructor.InputSizeAndDevice;
        }

        return facts.CreatesFromInputSize ? OwnConstructor.InputSize : OwnConstructor.None;
    }

    private static EquatableArray<NamedLayer> Layers(RawClass raw, PartKind kind, RawAttribute attribute) => kind switch
    {
        PartKind.Layers => new EquatableArray<NamedLayer>(LayerReader.ReadHead(raw)),
        PartKind.Catalogue => new EquatableArray<NamedLayer>(Perceptron(attribute)),
        _ => EquatableArray<NamedLayer>.Empty,
    };

    /// <summary>Linear, norm and ReLU for each hidden layer, then the last linear layer and perhaps a norm. A ReLU takes a position, though it has no state.</summary>
    private static List<NamedLayer> Perceptron(RawAttribute attribute)
    {
        var absent = new ProjectionHeadAttribute();
        var groups = attribute.Int("Groups", absent.Groups);
        var hiddenNorm = Normalization.Of(attribute.Enum("Norm", absent.Norm), groups);
        var outputNorm = Normalization.Of(attribute.Enum("OutputNorm", absent.OutputNorm), groups, attribute.Flag("OutputAffine", absent.OutputAffine));
        var hidden = new LinearLayer(attribute.Int("Hidden", absent.Hidden), attribute.Flag("HiddenBias", hiddenNorm is null));
        var output = new LinearLayer(attribute.Int("Output", absent.Output), attribute.Flag("OutputBias", outputNorm is null));

        var layers = new List<NamedLayer>();
        for (var index = 1; index < Math.Min(attribute.Int("Layers", absent.Layers), MostLayers); index++)
        {
            Add(layers, hidden);
            Add(layers, hiddenNorm);
            Add(layers, new ReluLayer());
        }

        Add(layers, output);
        Add(layers, outputNorm);
        return layers;
    }

    private static void Add(List<NamedLayer> layers, Layer? layer)
    {
        if (layer is not null)
        {
            layers.Add(new NamedLayer(Text.Of(layers.Count), layer, default, default, -1));
        }
    }
}
