using System;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>What is a method's own in the code of its experiments: the step, from the views to the loss and what comes after the optimizer.</summary>
internal abstract class MethodEmitter
{
    /// <summary>The emitter of a method, which bears the method's name.</summary>
    public static MethodEmitter Of(MethodModel method)
    {
        var type = typeof(MethodEmitter).Assembly.GetType(typeof(MethodEmitter).Namespace + "." + method.Facts.Word + "Emitter");
        return type is null ? throw new NotSupportedException("No emitter is known for " + method.Facts.Name + ".") : (MethodEmitter)Activator.CreateInstance(type);
    }

    /// <summary>The method in a sentence, with its paper.</summary>
    public abstract string Summary(ExperimentModel experiment);

    /// <summary>Writes how the step gets its views.</summary>
    public virtual void WriteViews(IndentedWriter writer, ExperimentParts parts) => ViewsCode.WriteViews(writer, parts);

    /// <summary>Writes the forward passes, up to and with the variable <c>loss</c>, from the variables that <see cref="WriteViews"/> has made.</summary>
    public abstract void WriteForward(IndentedWriter writer, ExperimentParts parts);

    /// <summary>Writes what follows the optimizer's step.</summary>
    public virtual void WriteAfterStep(IndentedWriter writer, ExperimentParts parts)
    {
    }

    /// <summary>The expression that projects a view.</summary>
    protected static string Projection(int view) => Code.Of($"Projector.call(Encoder.call(view{view}))");

    /// <summary>The expression that projects a view and predicts from the projection.</summary>
    protected static string Prediction(int view) => "Predictor.call(" + Projection(view) + ")";

    /// <summary>The expression with which the momentum encoder projects a view.</summary>
    protected static string Followed(ExperimentParts parts, string view) =>
        parts.Method.Target + "Projector.call(" + parts.Method.Target + "Encoder.call(" + view + "))";

    /// <summary>Writes the forward pass of all views in one batch, up to the variable <c>features</c>.</summary>
    protected static void AddJointFeatures(CommentedLines lines, ExperimentParts parts)
    {
        lines.Add("var views = " + Names.Torch + ".cat(new[] { " + string.Join(", ", ViewsCode.Names(parts.Experiment)) + " }, 0);", parts.AllViewsShape);
        lines.Add("var features = Encoder.call(views);", Code.Of($"-> [{parts.AllViews}, {parts.Experiment.Encoder.Features}]"));
    }

    /// <summary>How a batch of views becomes projections.</summary>
    protected static string Flow(ExperimentParts parts) => "-> " + parts.FeatureShape + " -> " + parts.ProjectionShape;

    /// <summary>Writes the predictions of both views.</summary>
    protected static void WritePredictions(IndentedWriter writer, ExperimentParts parts, string name)
    {
        var lines = new CommentedLines();
        lines.Add("var " + name + "0 = " + Prediction(0) + ";", Flow(parts) + " -> " + parts.ProjectionShape);
        lines.Add("var " + name + "1 = " + Prediction(1) + ";");
        lines.WriteTo(writer);
    }
}
