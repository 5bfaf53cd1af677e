using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>Methods by the names the field gives them.</summary>
internal static class MethodText
{
    /// <summary>The name of an experiment's method, its version included.</summary>
    internal static string Name(ExperimentModel model) => model switch
    {
        { Method: MethodKind.MoCo } => $"MoCo v{model.Version}{(model.Symmetric ? ", symmetric" : "")}",
        { Method: MethodKind.Raft, Loss.Objective: RaftObjective.ByolPrime } => "BYOL′",
        _ => model.Entry.Name,
    };

    /// <summary>Where the method was published.</summary>
    internal static string Paper(ExperimentModel model) => model.Entry.Paper;
}
