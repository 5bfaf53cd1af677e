using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Prints a class whose declaration is wrong: the same public surface, so that the finding is the only error, with
/// bodies that throw the finding's message, so that a suppressed finding is not forgotten.
/// </summary>
internal static class StubEmitter
{
    /// <summary>
    /// The file of a faulty class, or <see langword="null"/> where the user's own code is all there is.
    /// </summary>
    public static GeneratedSource? Emit(AnalyzedClass analyzed)
    {
        var surface = Surface(analyzed);
        return surface is null ? null : SourceFile.Of(analyzed.Declaration, writer => Write(writer, analyzed, surface));
    }

    private static void Write(IndentedWriter writer, AnalyzedClass analyzed, StubSurface surface)
    {
        var declaration = analyzed.Declaration;
        SourceFile.WriteClassDocumentation(
            writer,
            declaration,
            "Cannot work as declared: " + XmlDoc.Escape(analyzed.Fault!)
        );
        SourceFile.WriteClassMark(writer, declaration);
        writer.WriteLine(
            $"{surface.Modifier}partial {declaration.Form.Keyword} {declaration.Identifier}{declaration.Form.TypeParameters}{surface.BaseList}"
        );
        using var type = writer.WriteBlock();
        writer.WriteLine(
            $"private const string {StubMembers.FaultName(analyzed)} = {CSharpLiteral.Of(analyzed.Fault!)};"
        );
        foreach (var member in surface.Members)
        {
            writer.WriteLine();
            member.WriteTo(writer, declaration);
        }
    }

    private static StubSurface? Surface(AnalyzedClass analyzed) =>
        analyzed.Declaration.Kind switch
        {
            DeclarationKind.Encoder => EncoderSurface(analyzed),
            var kind when kind.IsHead() => HeadSurface(analyzed),
            DeclarationKind.Views => ViewsSurface(analyzed),
            DeclarationKind.Loss when analyzed.Models.Loss is not { IsCustom: true } => LossSurface(analyzed),
            DeclarationKind.Experiment => ExperimentStub.Surface(analyzed),
            _ => null,
        };

    private static StubSurface EncoderSurface(AnalyzedClass analyzed)
    {
        var members = new StubMembers(analyzed);
        foreach (var size in EncoderEmitter.Sizes(analyzed.Models.Encoder))
        {
            size.AddTo(members);
        }

        var inherits = BeginModule(analyzed, members, null);
        members.Method(
            "Load",
            2,
            "public static " + LoadedType(analyzed.Declaration),
            "string path, " + Names.Device + "? device = null"
        );
        if (analyzed.Models.Encoder?.Transformer is not null)
        {
            foreach (var pass in TransformerPass.All)
            {
                members.Method(pass.Name, pass.ParameterCount, "public " + Names.Tensor, pass.Parameters);
            }
        }

        return EndModule(analyzed, members, inherits);
    }

    /// <summary>Nothing returns a static class.</summary>
    private static string LoadedType(DeclarationModel declaration) =>
        declaration.Form.IsStatic ? Names.Module : declaration.Identifier + declaration.Form.TypeParameters;

    private static StubSurface HeadSurface(AnalyzedClass analyzed)
    {
        var head = analyzed.Models.Head;
        var members = new StubMembers(analyzed);
        foreach (var size in head is null ? [HeadEmitter.OutputSize(0)] : HeadEmitter.Sizes(head))
        {
            size.AddTo(members);
        }

        var input = head is null ? "int inputSize" : HeadEmitter.InputParameter(head);
        return EndModule(analyzed, members, BeginModule(analyzed, members, input));
    }

    /// <summary>
    /// Adds the constructor of a network, unless the user's base class stays; and says whether it inherits, which what
    /// is no plain class and what has a <c>forward</c> of the user's cannot.
    /// </summary>
    private static bool BeginModule(AnalyzedClass analyzed, StubMembers members, string? inputParameter)
    {
        var declaration = analyzed.Declaration;
        var inherits =
            declaration is { HasBaseClass: false, Form: { HasInstances: true, Keyword: "class" } }
            && !FormChecks.HasOwnForward(analyzed.Members);
        if (!declaration.HasBaseClass)
        {
            var parameters = Code.Arguments(inputParameter, Names.Device + "? device = null");
            members.Constructor(declaration, parameters, isModule: inherits);
            if (!inherits)
            {
                members.Method("call", 1, "public " + Names.Tensor, Names.Tensor + " input");
            }
        }

        return inherits;
    }

    private static StubSurface EndModule(AnalyzedClass analyzed, StubMembers members, bool inherits)
    {
        if (!inherits)
        {
            return new StubSurface(string.Empty, string.Empty, members.All);
        }

        members.Method("forward", 1, "public override " + Names.Tensor, Names.Tensor + " input");
        var form = analyzed.Declaration.Form;
        var hasConstructor = form.HasPrimaryConstructor || members.IsTaken(RawMember.Constructor);
        return new StubSurface(
            form.IsAbstract ? string.Empty : "sealed ",
            " : " + (hasConstructor ? Names.Modules + ".FaultyModule" : Names.Module),
            members.All
        );
    }

    private static StubSurface ViewsSurface(AnalyzedClass analyzed)
    {
        var views = analyzed.Models.Views;
        var members = new StubMembers(analyzed);
        members.Constant(
            "int",
            "DrawCount",
            CSharpLiteral.Of(views?.CountDraws() ?? 0),
            "Random numbers that one view of one image takes."
        );
        foreach (var function in ViewsEmitter.Functions(views is null || ViewsEmitter.TakesCropSize(views)))
        {
            members.Method(
                function.Name,
                function.Parameters.Count,
                "public static " + function.Type,
                string.Join(", ", function.Parameters)
            );
        }

        return new StubSurface(string.Empty, string.Empty, members.All);
    }

    private static StubSurface LossSurface(AnalyzedClass analyzed)
    {
        var members = new StubMembers(analyzed);
        if (analyzed.Models.Loss is { Facts: { } facts } loss)
        {
            foreach (var constant in loss.Constants)
            {
                members.Constant("double", constant.Name, CSharpLiteral.Of(constant.Value), constant.Summary + ".");
            }

            var parameters = LossEmitter.Parameters(facts);
            members.Method(
                CustomMethods.Compute,
                parameters.Count,
                "public static " + Names.Tensor,
                string.Join(", ", parameters)
            );
        }

        return new StubSurface(string.Empty, string.Empty, members.All);
    }
}
