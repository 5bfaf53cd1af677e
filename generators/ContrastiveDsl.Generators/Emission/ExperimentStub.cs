using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>The public surface of an experiment that cannot run.</summary>
internal static class ExperimentStub
{
    /// <summary>The surface. Parts that are missing or of the wrong kind appear as plain modules.</summary>
    public static StubSurface Surface(AnalyzedClass analyzed)
    {
        var layout = ExperimentLayout.Of(analyzed.Models.Method, analyzed.Models.Experiment);
        var form = analyzed.Declaration.Form;
        var members = new StubMembers(analyzed);
        foreach (var constant in layout.Constants)
        {
            members.Constant(constant.Type, constant.Name, constant.Value, constant.Summary);
        }

        members.Constructor(analyzed.Declaration, Names.Training + ".RunSettings settings");
        foreach (var network in layout.Networks)
        {
            members.Property(network.Name, network.Modifiers + " " + network.Type);
        }

        foreach (var property in layout.Properties)
        {
            if (property.Kind == MemberKind.InterfaceProperty && !form.HasInstances)
            {
                continue;
            }

            if (property.Kind == MemberKind.InterfaceProperty)
            {
                members.InterfaceProperty(property.Name, property.Interface, property.Type);
            }
            else
            {
                members.Property(property.Name, property.Modifiers + " " + property.Type);
            }
        }

        foreach (var method in form.HasInstances ? ExperimentLayout.Methods : [])
        {
            members.InterfaceMethod(
                method.Name,
                method.Interface,
                method.Type,
                method.Parameters,
                isExplicit: method.Kind == MemberKind.InterfaceMethod
            );
        }

        var isSealed =
            analyzed.Declaration.HasBaseClass || form.IsAbstract || !form.HasInstances ? string.Empty : "sealed ";
        return new StubSurface(
            isSealed,
            form.HasInstances ? " : " + Names.Training + ".IExperiment" : string.Empty,
            members.All
        );
    }
}
