using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// The members that are emitted for a declaration, by name and number of parameters, as the rule about collisions needs
/// them: read from what the emitters print.
/// </summary>
internal static class EmittedMembers
{
    /// <summary>The rule that the user's members must not collide with these.</summary>
    public static void Check(ClassAnalysis analysis, FindingList findings) =>
        MemberChecks.Check(analysis.Class, Of(analysis.Declared), findings);

    /// <summary>The members of a declared class. What cannot be emitted at all has none.</summary>
    public static IReadOnlyList<RawMember> Of(ClassModel models) =>
        models switch
        {
            { Encoder: { } encoder } => [.. OfEncoder(encoder)],
            { Head: { } head } => [.. OfHead(head)],
            { Views: { } views } =>
            [
                Data("DrawCount"),
                .. views.Normalize is null ? [] : new[] { "Mean", "Std" }.Select(Data),
                .. ViewsEmitter
                    .Functions(ViewsEmitter.TakesCropSize(views))
                    .Select(function => new RawMember(function.Name, function.Parameters.Count)),
            ],
            { Loss: { Facts: { } facts } loss } =>
            [
                .. loss.Constants.Select(constant => Data(constant.Name)),
                new RawMember(CustomMethods.Compute, facts.Parameters),
            ],
            { Kind: DeclarationKind.Experiment } =>
            [
                .. ExperimentLayout
                    .Of(models.Method, models.Experiment)
                    .Members.Select(member => member.Raw)
                    .OfType<RawMember>(),
            ],
            _ => [],
        };

    private static IEnumerable<RawMember> OfEncoder(EncoderModel encoder) =>
        [
            .. EncoderEmitter.Sizes(encoder).Select(size => Data(size.Name)),
            new RawMember("Load", 2),
            .. encoder.Transformer is null
                ? []
                : TransformerPass.All.Select(pass => new RawMember(pass.Name, pass.ParameterCount)),
            .. encoder.IsCustom ? [] : OfModule(EncoderEmitter.Layers(encoder)),
        ];

    private static IEnumerable<RawMember> OfHead(HeadModel head) =>
        [
            .. HeadEmitter.Sizes(head).Select(size => Data(size.Name)),
            .. head.IsCustom ? [] : OfModule(HeadEmitter.Layers(head)),
        ];

    private static IEnumerable<RawMember> OfModule(List<EmittedLayer> layers) =>
        [
            .. layers.Where(layer => layer.HasField).Select(layer => Data(layer.Field)),
            new RawMember("forward", 1),
            new RawMember("RegisterComponents", 0),
        ];

    private static RawMember Data(string name) => new(name, -1);
}
