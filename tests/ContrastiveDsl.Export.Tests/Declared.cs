using ContrastiveDsl.Language;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Export.Tests;

/// <summary>Experiments put together from declared parts, for the export, which reads nothing of the method.</summary>
internal static class Declared
{
    private static readonly CustomPart[] CustomParts =
    [
        CustomPart.Module(typeof(CustomEncoder), takesDevice: false),
        CustomPart.Module(typeof(CustomHead), takesDevice: false),
    ];

    /// <summary>An experiment of this encoder, head and family.</summary>
    internal static ExperimentModel Experiment(Type encoder, Type? head = null, Type? views = null)
    {
        var resolved = Read(encoder).Encoder!;
        var projector = Read(head ?? typeof(Perceptron)).Head!.WithInput(resolved.Features);
        return TinySimClr.Definition.Model with
        {
            Encoder = resolved,
            Projector = projector,
            Views = Read(views ?? typeof(GrayViews)).Views!,
        };
    }

    /// <summary>A head that states its input.</summary>
    internal static HeadModel Head(Type head) => Read(head).Head!;

    private static ClassModel Read(Type type) => ClassModel.Of(DeclarationReader.Read(type, CustomParts));
}
