using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Writes how an experiment is saved, loaded and disposed of: every network, every optimizer, the queue.</summary>
internal static class ExperimentState
{
    /// <summary>Writes <c>Save</c>, <c>Load</c> and <c>Dispose</c>.</summary>
    public static void Write(IndentedWriter writer, ExperimentParts parts)
    {
        WriteMethod(writer, parts, "Save(" + Names.Training + ".StateWriter writer)", Transfers(parts, "writer", "Save"));
        writer.WriteLine();
        WriteMethod(writer, parts, "Load(" + Names.Training + ".StateReader reader)", Transfers(parts, "reader", "Load"));
        writer.WriteLine();
        WriteMethod(writer, parts, "Dispose()", Disposals(parts));
    }

    private static void WriteMethod(IndentedWriter writer, ExperimentParts parts, string signature, IEnumerable<string> statements)
    {
        XmlDoc.Inherit(writer);
        SourceFile.WriteMemberMark(writer, parts.Declaration);
        writer.WriteLine($"public void {signature}");
        using var body = writer.WriteBlock();
        foreach (var statement in statements)
        {
            writer.WriteLine(statement);
        }
    }

    private static IEnumerable<string> Transfers(ExperimentParts parts, string state, string verb)
    {
        foreach (var network in parts.Networks)
        {
            yield return state + ".Module(\"" + network.Key + "\", " + network.Property + ");";
        }

        yield return "optimizer." + verb + "(" + state + ".Scope(\"optimizer\"));";
        if (parts.Experiment.HasPredictorOptimizer)
        {
            yield return "predictorOptimizer." + verb + "(" + state + ".Scope(\"predictor_optimizer\"));";
        }

        if (parts.Method.HasQueue)
        {
            yield return "queue." + verb + "(" + state + ".Scope(\"queue\"));";
        }

        if (parts.Experiment.Bank is not null)
        {
            yield return "bank." + verb + "(" + state + ".Scope(\"bank\"));";
        }

        if (BankCode.HasPartition(parts.Experiment))
        {
            yield return "partition." + verb + "(" + state + ".Scope(\"partition\"));";
        }
    }

    /// <summary>In the opposite order of their making.</summary>
    private static IEnumerable<string> Disposals(ExperimentParts parts)
    {
        if (BankCode.HasPartition(parts.Experiment))
        {
            yield return "partition.Dispose();";
        }

        if (parts.Experiment.Bank is not null)
        {
            yield return "bank.Dispose();";
        }

        if (parts.Method.HasQueue)
        {
            yield return "queue.Dispose();";
        }

        if (parts.Method.HasTarget)
        {
            yield return MomentumCode.Parameters(parts.Method) + ".Dispose();";
        }

        if (parts.Experiment.HasPredictorOptimizer)
        {
            yield return "predictorOptimizer.Dispose();";
            yield return "predictorParameters.Dispose();";
        }

        yield return "optimizer.Dispose();";
        yield return "parameters.Dispose();";
        foreach (var network in parts.Networks.Reverse())
        {
            yield return network.Property + ".Dispose();";
        }
    }
}
