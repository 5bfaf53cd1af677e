using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// What the experiments of every method have in common: constants, networks, settings, features, saving and loading.
/// The loop is each method's own.
/// </summary>
/// <param name="writer">The writer.</param>
/// <param name="declaration">The experiment's class.</param>
/// <param name="layout">Its members.</param>
internal sealed class ExperimentFrame(IndentedWriter writer, DeclarationModel declaration, ExperimentLayout layout)
{
    /// <summary>The members before the loop.</summary>
    public void WriteHead()
    {
        foreach (var constant in layout.Constants)
        {
            XmlDoc.Constant(writer, constant.Type, constant.Name, constant.Formula ?? constant.Value, constant.Summary);
            writer.WriteLine();
        }

        foreach (var field in layout.Fields)
        {
            writer.WriteLine($"{field.Modifiers} {field.Type} {field.Name};");
        }

        writer.WriteLine();
        WriteConstructor();
        foreach (var network in layout.Networks)
        {
            WriteProperty(network, " { get; }");
        }

        foreach (var property in layout.Properties.Where(property => property.Value.Length > 0))
        {
            WriteProperty(
                property,
                property.Kind == MemberKind.HeldProperty ? " { get; }" : " => " + property.Value + ";"
            );
        }

        WriteDefaults(layout.Properties.First(property => property.Name == "Defaults"));
    }

    /// <summary>The members behind the loop and the views.</summary>
    public void WriteTail()
    {
        WriteEmbed();
        WriteMethod("Save", Transfers("writer", "Save"));
        WriteMethod("Load", Transfers("reader", "Load"));
        WriteMethod(
            "Dispose",
            layout.Made.Reverse().Where(made => made.IsDisposed).Select(made => made.Name + ".Dispose();")
        );
    }

    private void WriteConstructor()
    {
        XmlDoc.Summary(writer, "Builds the networks with random weights from the seed, on the device of the settings.");
        XmlDoc.Param(writer, "settings", "The settings of the run that Train will get.");
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine($"public {declaration.Identifier}({Names.Training}.RunSettings settings)");
        using (writer.WriteBlock())
        {
            writer.WriteLine($"{Names.Torch}.manual_seed(settings.Seed);");
            writer.WriteLine("var device = settings.TorchDevice;");
            foreach (var network in layout.Networks)
            {
                network.WriteCreation(writer);
            }

            WriteCopies();
            WriteHolders();
        }

        writer.WriteLine();
    }

    /// <summary>What has a comment is a paragraph of its own.</summary>
    private void WriteHolders()
    {
        var isParagraph = false;
        foreach (var member in layout.Holders)
        {
            if (isParagraph || member.Comment.Length > 0)
            {
                writer.WriteLine();
            }

            member.WriteCreation(writer);
            isParagraph = member.Comment.Length > 0;
        }
    }

    private void WriteCopies()
    {
        if (layout.Model!.Momentum is not { Start: TargetStart.Copy })
        {
            return;
        }

        writer.WriteLine();
        writer.WriteComment(
            "The "
                + layout.Parts!.Method.Momentum!.Name.ToLowerInvariant()
                + " network begins as a copy; after that only the momentum update changes its parameters."
        );
        foreach (var network in layout.Networks.Where(network => network.Follows.Length > 0))
        {
            writer.WriteLine($"{network.Name}.load_state_dict({network.Follows}.state_dict());");
        }

        writer.WriteLine();
    }

    private void WriteProperty(ExperimentMember property, string body)
    {
        WriteDocumentation(property);
        SourceFile.WriteMemberMark(writer, declaration);
        var name =
            property.Kind == MemberKind.InterfaceProperty
                ? property.Interface + "." + property.Name
                : property.Modifiers + " " + property.Type + " " + property.Name;
        writer.WriteLine(
            property.Kind == MemberKind.InterfaceProperty ? property.Type + " " + name + body : name + body
        );
        writer.WriteLine();
    }

    private void WriteDocumentation(ExperimentMember member)
    {
        if (member.Summary.Length == 0)
        {
            XmlDoc.Inherit(writer);
            return;
        }

        XmlDoc.Summary(writer, member.Summary);
        if (member.Remarks.Length > 0)
        {
            XmlDoc.Remarks(writer, member.Remarks);
        }
    }

    private void WriteDefaults(ExperimentMember defaults)
    {
        var training = layout.Model!.Training;
        WriteDocumentation(defaults);
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine(
            $$"""
            {{defaults.Modifiers}} {{defaults.Type}} {{defaults.Name}} => new()
            {
                Epochs = {{training.Epochs}},
                BatchSize = {{training.BatchSize}},
                Seed = {{training.Seed}},
            };

            """
        );
    }

    private void WriteEmbed()
    {
        var encoder = layout.Model!.Encoder;
        XmlDoc.Summary(
            writer,
            Code.Of(
                $"Features of images as they are, in evaluation mode and without gradients: [N, {encoder.Channels}, {encoder.ImageSize}, {encoder.ImageSize}] in [0, 1] -> [N, {encoder.Features}]."
            )
        );
        XmlDoc.Remarks(
            writer,
            "From one thread at a time: the encoder is switched to evaluation mode and back. Several threads may call the encoder itself, once it stays in evaluation mode."
        );
        XmlDoc.Param(writer, "images", "The images, on the device of the settings.");
        XmlDoc.Returns(
            writer,
            "The features, which belong to the caller's dispose scope or, without one, to the caller."
        );
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine(ExperimentLayout.Signature("Embed"));
        writer.WriteLine(
            $$"""
            {
                using var noGrad = {{Names.Torch}}.no_grad();
                using var scope = {{Names.Torch}}.NewDisposeScope();
                var wasTraining = Encoder.training;
                Encoder.eval();
                try
                {
                    return Encoder.call({{layout.Parts!.Views}}.Clean(images)).MoveToOuterDisposeScope();
                }
                finally
                {
                    Encoder.train(wasTraining);
                }
            }
            """
        );
    }

    private void WriteMethod(string name, IEnumerable<string> statements)
    {
        writer.WriteLine();
        XmlDoc.Inherit(writer);
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine(ExperimentLayout.Signature(name));
        using var body = writer.WriteBlock();
        foreach (var statement in statements)
        {
            writer.WriteLine(statement);
        }
    }

    /// <summary>A network is saved by its name, everything else saves itself.</summary>
    private IEnumerable<string> Transfers(string state, string verb)
    {
        foreach (var member in layout.Made.Where(made => made.Key.Length > 0))
        {
            yield return member.Kind == MemberKind.Network
                ? state + ".Module(\"" + member.Key + "\", " + member.Name + ");"
                : member.Name + "." + verb + "(" + state + ".Scope(\"" + member.Key + "\"));";
        }
    }
}
