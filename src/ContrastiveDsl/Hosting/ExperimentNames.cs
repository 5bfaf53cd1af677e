using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>The experiments by the names under which the command line knows them.</summary>
internal sealed class ExperimentNames(IReadOnlyList<ExperimentDefinition> experiments)
{
    /// <summary>What to do where there are none.</summary>
    internal const string NoneDeclared =
        "This program declares no experiment. Put an attribute such as [SimClr] on a partial class.";

    /// <summary>The class's name, qualified only where two classes share it.</summary>
    internal string Of(ExperimentDefinition experiment)
    {
        return experiments.Count(other => other.Name == experiment.Name) > 1
            ? experiment.QualifiedName
            : experiment.Name;
    }

    /// <summary>The experiment with this name, plain or qualified.</summary>
    /// <exception cref="InputException">There is none, or several.</exception>
    internal ExperimentDefinition Find(string name)
    {
        var matches = experiments
            .Where(experiment => experiment.Name == name || experiment.QualifiedName == name)
            .ToArray();
        return matches.Length switch
        {
            1 => matches[0],
            0 => throw new InputException(Unknown(name)),
            _ => throw new InputException(
                $"'{name}' names {matches.Length} experiments; write which: {string.Join(", ", matches.Select(Of))}."
            ),
        };
    }

    private string Unknown(string name)
    {
        if (experiments.Count == 0)
        {
            return $"There is no experiment '{name}': this program declares none. Put an attribute such as [SimClr] on a partial class.";
        }

        var names = experiments.Select(Of).Order(StringComparer.Ordinal).ToArray();
        var suggestion = Nearest(name) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return $"There is no experiment '{name}'.{suggestion} There are: {string.Join(", ", names)}.";
    }

    private string? Nearest(string name)
    {
        var candidates = experiments
            .SelectMany(
                experiment => new[] { experiment.Name, experiment.QualifiedName },
                (experiment, known) => (Name: Of(experiment), Known: known)
            )
            .ToArray();
        var nearest = EditDistance.Nearest(name, candidates.Select(candidate => candidate.Known));
        return nearest is null ? null : candidates.First(candidate => candidate.Known == nearest).Name;
    }
}
