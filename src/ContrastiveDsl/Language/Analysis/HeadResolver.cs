using System;
using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Infers heads: of projection, of prediction and of patches.</summary>
internal static class HeadResolver
{
    /// <summary>The deepest perceptron that is laid out; the rules refuse deeper ones.</summary>
    internal const int MaximumLayers = 64;

    /// <summary>The head that a class declares, faults included: the rules name them.</summary>
    public static HeadModel Resolve(RawClass raw)
    {
        if (raw.Find<PatchHeadAttribute>() is { } patches)
        {
            return ResolvePatches(raw, patches);
        }

        var kind = Kind(raw);
        var attribute = kind == HeadKind.Sizes ? HeadPresets.Complete(Declaring(raw)) : Declaring(raw);
        var stated = Bind(attribute);
        var model = new HeadModel(
            raw.Type,
            kind,
            stated.Input,
            stated.Hidden,
            Layers(raw, kind, attribute, stated),
            stated.Output
        )
        {
            Attribute = attribute.Index,
            Written = new(Declaring(raw).Arguments.Select(argument => argument.Name)),
            Role = attribute.Declares,
            Preset = kind == HeadKind.Sizes ? stated.Preset : null,
            StatedLayers = stated.Layers,
            StatedOutput = stated.Output,
            IsInputInferred = stated.Input == 0,
            Norm = stated.Norm,
            OutputNorm = stated.OutputNorm,
            Groups = stated.Groups,
            Constructor = kind == HeadKind.Custom ? raw.Facts.HeadConstructor : CustomConstructor.None,
        };
        return model.WithInput(stated.Input);
    }

    /// <summary>A linear layer for each patch, and one behind them all.</summary>
    private static HeadModel ResolvePatches(RawClass raw, RawAttribute attribute)
    {
        var stated = attribute.Bind<PatchHeadAttribute>();
        var hidden = stated.Hidden == 0 ? stated.Output : stated.Hidden;
        var kind = raw.Facts.IsModule ? HeadKind.Custom : HeadKind.Sizes;
        var norm = NormLayer.Of(stated.OutputNorm, stated.Groups, stated.OutputAffine);
        var layers = new List<NamedLayer>
        {
            new("patch", new PatchProjectionLayer(hidden)),
            new("concatenate", new ConcatenateLayer()),
            new("joint", new LinearLayer(stated.Output, norm is null)),
        };
        if (norm is not null)
        {
            layers.Add(new("norm", norm));
        }

        var listed =
            kind == HeadKind.Custom ? EquatableArray<NamedLayer>.Empty : new EquatableArray<NamedLayer>(layers);
        var model = new HeadModel(raw.Type, kind, stated.Input, hidden, listed, stated.Output)
        {
            Attribute = attribute.Index,
            Role = DeclarationKind.PatchHead,
            Patches = stated.Patches,
            StatesPatches = attribute.Has(nameof(stated.Patches)),
            StatedOutput = stated.Output,
            IsInputInferred = stated.Input == 0,
            Norm = Norm.None,
            OutputNorm = stated.OutputNorm,
            Groups = stated.Groups,
            Constructor = kind == HeadKind.Custom ? raw.Facts.HeadConstructor : CustomConstructor.None,
        };
        return model.WithInput(stated.Input);
    }

    private static RawAttribute Declaring(RawClass raw) =>
        raw.Find<ProjectionHeadAttribute>()
        ?? raw.Find<PredictionHeadAttribute>()
        ?? RawAttribute.Empty<ProjectionHeadAttribute>();

    /// <summary>The attribute of a projection or prediction head.</summary>
    internal static HeadAttribute Bind(RawAttribute attribute) =>
        attribute.Is<PredictionHeadAttribute>()
            ? attribute.Bind<PredictionHeadAttribute>()
            : attribute.Bind<ProjectionHeadAttribute>();

    private static HeadKind Kind(RawClass raw)
    {
        if (LayerReader.FirstLayer(raw) is not null)
        {
            return HeadKind.Layers;
        }

        return raw.Facts.IsModule ? HeadKind.Custom : HeadKind.Sizes;
    }

    private static EquatableArray<NamedLayer> Layers(
        RawClass raw,
        HeadKind kind,
        RawAttribute attribute,
        HeadAttribute stated
    ) =>
        kind switch
        {
            HeadKind.Layers => new EquatableArray<NamedLayer>(LayerReader.ReadHead(raw)),
            HeadKind.Sizes => new EquatableArray<NamedLayer>(Perceptron(attribute, stated)),
            _ => EquatableArray<NamedLayer>.Empty,
        };

    /// <summary>
    /// Linear, norm and activation for each hidden layer, then the last linear layer and perhaps a norm. An activation
    /// takes a position, though it has no state.
    /// </summary>
    private static List<NamedLayer> Perceptron(RawAttribute attribute, HeadAttribute stated)
    {
        var hiddenNorm = NormLayer.Of(stated.Norm, stated.Groups);
        var outputNorm = NormLayer.Of(stated.OutputNorm, stated.Groups, stated.OutputAffine);
        var hidden = new LinearLayer(
            stated.Hidden,
            attribute.Has(nameof(stated.HiddenBias)) ? stated.HiddenBias : hiddenNorm is null
        );
        var output = new LinearLayer(
            stated.Output,
            attribute.Has(nameof(stated.OutputBias)) ? stated.OutputBias : outputNorm is null
        );
        var layers = new List<NamedLayer>();
        for (var index = 1; index < Math.Min(stated.Layers, MaximumLayers); index++)
        {
            Add(layers, hidden);
            Add(layers, hiddenNorm);
            Add(layers, stated.Activation == Activation.Gelu ? new GeluLayer() : new ReluLayer());
        }

        Add(layers, output);
        Add(layers, outputNorm);
        return layers;
    }

    private static void Add(List<NamedLayer> layers, Layer? layer)
    {
        if (layer is not null)
        {
            layers.Add(new NamedLayer(Text.Of(layers.Count), layer));
        }
    }
}
