using System;
using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// What is a method's own in the code of its experiments: members, and the step from the views to the loss and what
/// comes after the optimizer. One class for each method; it is found by the method that it names.
/// </summary>
internal abstract class StepEmitter
{
    private const string JointFeatures = "var features = Encoder.call(views);";

    private static readonly Dictionary<Type, StepEmitter> ByMethod = MethodHomes
        .All<StepEmitter>()
        .ToDictionary(step => step.Method);

    /// <summary>The emitter of a method.</summary>
    public static StepEmitter Of(Method method) =>
        ByMethod.TryGetValue(method.GetType(), out var emitter)
            ? emitter
            : throw new NotSupportedException("No step is known for " + method.Name + ".");

    /// <summary>The method's class.</summary>
    protected abstract Type Method { get; }

    /// <summary>The method in a sentence, with its paper.</summary>
    public string Summary(ExperimentModel experiment) => experiment.CitedMethod + ": " + Idea(experiment);

    /// <summary>What the method does, as what follows its name and a colon.</summary>
    protected abstract string Idea(ExperimentModel experiment);

    /// <summary>What becomes of a batch, in a sentence.</summary>
    public virtual string Overview(ExperimentParts parts) => parts.Overview;

    /// <summary>Adds the members that not every method has: settings, networks, memory.</summary>
    public virtual void AddMembers(ExperimentLayout layout) { }

    /// <summary>Writes what comes before the loop.</summary>
    public virtual void WritePreparation(IndentedWriter writer, ExperimentParts parts) { }

    /// <summary>How the views come from the pixels.</summary>
    public virtual ViewSampling Sampling(ExperimentParts parts) => ViewsCode.Sampling(parts);

    /// <summary>
    /// Writes the forward passes, up to and with the variable <c>loss</c>, from the variables of <see
    /// cref="Sampling"/>.
    /// </summary>
    public abstract void WriteForward(IndentedWriter writer, ExperimentParts parts);

    /// <summary>
    /// Writes the same of a method whose gradients add up, a micro-batch at a time and with the backward passes; views,
    /// too, are those of a micro-batch.
    /// </summary>
    public virtual void WriteAccumulation(IndentedWriter writer, ExperimentLayout layout)
    {
        var parts = layout.Parts!;
        PrecisionCode.WriteTrained(writer, parts.Experiment);
        writer.WriteComment(
            "The loss is a mean over images: micro-batches of m images pass one after the other, and their gradients add up."
        );
        writer.WriteLine("parameters.ZeroGradients();");
        writer.WriteLine("var share = run.World.Share(batch);  // this process's b of the batch's B images");
        var networks = string.Join(", ", layout.Networks.Select(network => network.Name));
        using var body = MicroBatchCode.BeginAccumulation(writer, networks, "share");
        ViewsCode.WriteMicroViews(writer, parts, Sampling(parts));
        writer.WriteLine();
        WriteForward(writer, parts);
        WriteWatch(writer, parts);
        MicroBatchCode.WriteBackwardOfMean(writer);
    }

    /// <summary>
    /// The arguments of <c>run.Watch</c>, by which a collapse is noticed: embeddings, what each shall be like, and what
    /// it shall be unlike where that is not the rest of the batch. They are variables of the forward passes.
    /// </summary>
    protected abstract string Watched(ExperimentParts parts);

    /// <summary>Writes what the run watches.</summary>
    public virtual void WriteWatch(IndentedWriter writer, ExperimentParts parts)
    {
        var watcher = MicroBatchCode.Accumulates(parts) ? "accumulation" : "run";
        writer.WriteLine($"{watcher}.Watch({Watched(parts)});  // for signs of a collapse");
    }

    /// <summary>Writes the step of a network that has an optimizer of its own.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="optimizer">The field that holds that optimizer.</param>
    public virtual void WriteOwnStep(IndentedWriter writer, ExperimentModel experiment, string optimizer) =>
        writer.WriteLine($"{optimizer}.Step({ScheduleCode.StepArguments(experiment)});");

    /// <summary>Writes what follows the optimizer's step.</summary>
    public virtual void WriteAfterStep(IndentedWriter writer, ExperimentParts parts) { }

    /// <summary>Adds the predictor.</summary>
    protected static void AddPredictor(ExperimentLayout layout)
    {
        var predictor = layout.Model?.Predictor;
        layout.Network(
            "Predictor",
            predictor?.Type,
            predictor is null ? null : ExperimentParts.NewHead(predictor, layout.Parts!.Projector + ".OutputSize"),
            "The predictor, of use in training only."
        );
    }

    /// <summary>
    /// The statement that makes of this process's embeddings those of all processes, which losses and memories are
    /// about.
    /// </summary>
    /// <param name="first">A variable with embeddings.</param>
    /// <param name="second">Another one, if there are two.</param>
    protected static string Gathered(string first, string? second = null) =>
        second is null
            ? first + " = run.World.Gather(" + first + ");"
            : Code.Of($"({first}, {second}) = run.World.Gather({first}, {second});");

    /// <summary>What becomes of the projections of two kinds or views, as a comment.</summary>
    protected static string GatheredShape(ExperimentParts parts) =>
        "-> 2 x " + parts.ProjectionShape + ", of all processes";

    /// <summary>Writes the same for embeddings of both views of two kinds.</summary>
    protected static void WriteGathered(IndentedWriter writer, ExperimentParts parts, string first, string second)
    {
        var lines = new CommentedLines();
        lines.Add(GatheredViews(parts, first), GatheredShape(parts));
        lines.Add(GatheredViews(parts, second));
        lines.WriteTo(writer);
    }

    /// <summary>The same statement for embeddings of both views, however they have passed.</summary>
    protected static string GatheredViews(ExperimentParts parts, string name) =>
        MicroBatchCode.Caches(parts)
            ? GatheredOf(name, name + "[0], " + name + "[1]")
            : Gathered(name + "0", name + "1");

    /// <summary>The same statement where the embeddings of both views are declared by it.</summary>
    private static string GatheredOf(string name, string embeddings) =>
        "var (" + name + "0, " + name + "1) = run.World.Gather(" + embeddings + ");";

    /// <summary>
    /// Adds the projections of both views, each view a batch of its own, in <c>z0</c> and <c>z1</c>, of all processes.
    /// </summary>
    protected static void AddProjections(IndentedWriter writer, CommentedLines lines, ExperimentParts parts)
    {
        if (MicroBatchCode.Caches(parts))
        {
            var pass = MicroBatchCode.OfEachView(Projection, Flow(parts));
            MicroBatchCode.WriteEmbedding(writer, parts, "z", "Encoder, Projector", pass);
            writer.WriteLine();
            lines.Add("var (z0, z1) = run.World.Gather(z[0], z[1]);", GatheredShape(parts));
            return;
        }

        lines.Add("var z0 = " + Projection(0) + ";", Flow(parts));
        lines.Add("var z1 = " + Projection(1) + ";");
        lines.Add(Gathered("z0", "z1"), GatheredShape(parts));
    }

    /// <summary>The expression that projects a view.</summary>
    protected static string Projection(int view) => Projection(Code.Of($"view{view}"));

    /// <summary>The same of any expression of views.</summary>
    protected static string Projection(string view) => "Projector.call(Encoder.call(" + view + "))";

    /// <summary>The expression that predicts from a view.</summary>
    private static string Prediction(string view) => "Predictor.call(" + Projection(view) + ")";

    /// <summary>The expression with which the momentum encoder projects a view.</summary>
    protected static string Followed(ExperimentParts parts, string view) =>
        parts.Method.Momentum!.Name + "Projector.call(" + parts.Method.Momentum!.Name + "Encoder.call(" + view + "))";

    /// <summary>Declares what <see cref="WriteFollowed"/> fills.</summary>
    protected static void DeclareFollowed(IndentedWriter writer, ExperimentParts parts, string name) =>
        writer.WriteLine(
            MicroBatchCode.Caches(parts) ? $"{Names.Tensor}[] {name};" : $"{Names.Tensor} {name}0, {name}1;"
        );

    /// <summary>Writes the momentum encoder's projections of both views, into variables that are declared.</summary>
    protected static void WriteFollowed(IndentedWriter writer, ExperimentParts parts, string name) =>
        WriteFollowed(writer, parts, name, ["Encoder", "Projector"], view => Followed(parts, view), Flow(parts));

    /// <summary>Writes the same, and what the follower of one more network makes of them.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="parts">The experiment's parts.</param>
    /// <param name="name">The first letter of the variables.</param>
    /// <param name="network">The network that is followed.</param>
    /// <param name="shape">The shape of what it makes of a batch, B images.</param>
    protected static void WriteFollowed(
        IndentedWriter writer,
        ExperimentParts parts,
        string name,
        string network,
        string shape
    ) =>
        WriteFollowed(
            writer,
            parts,
            name,
            ["Encoder", "Projector", network],
            view => MomentumCode.Follower(parts.Method, network) + ".call(" + Followed(parts, view) + ")",
            Flow(parts) + " -> " + ShareShape.Of(shape)
        );

    private static void WriteFollowed(
        IndentedWriter writer,
        ExperimentParts parts,
        string name,
        string[] networks,
        Func<string, string> embedding,
        string flow
    )
    {
        PrecisionCode.WriteFollowing(writer, parts);
        if (MicroBatchCode.Caches(parts))
        {
            var followers = MomentumCode.Followers(parts.Method, networks);
            MicroBatchCode.WriteFollowed(writer, parts, name, followers, MicroBatchCode.OfEachView(embedding, flow));
            return;
        }

        var lines = new CommentedLines();
        lines.Add(name + "0 = " + embedding("view0") + ";", flow);
        lines.Add(name + "1 = " + embedding("view1") + ";");
        lines.WriteTo(writer);
    }

    /// <summary>
    /// Adds the projections of both views, which pass in one batch, of all processes, as the variables <c>z0</c> and
    /// <c>z1</c>.
    /// </summary>
    /// <param name="writer">The writer, for what comes before the lines.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="parts">The experiment's parts.</param>
    /// <param name="comment">What is said of the pass of a batch that passes at once.</param>
    protected static void AddJointProjections(
        IndentedWriter writer,
        CommentedLines lines,
        ExperimentParts parts,
        string comment
    )
    {
        var shape = "-> 2 x " + parts.ProjectionShape;
        AddJoint(writer, lines, parts, ("z", "Projector.call(features).chunk(2, 0)"), shape, comment);
        lines.Add("var (z0, z1) = run.World.Gather(z[0], z[1]);", GatheredShape(parts));
    }

    /// <summary>
    /// Adds the projections of all views, which pass in one batch, of this process; with micro-batches writes how these
    /// pass, one at a time.
    /// </summary>
    /// <param name="writer">The writer, for what comes before the lines.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="parts">The experiment's parts.</param>
    /// <param name="target">
    /// The variable, and the expression that makes it of the variable <c>features</c>: with micro-batches an array.
    /// </param>
    /// <param name="shape">Their shape, as a comment.</param>
    /// <param name="comment">What is said of the pass of a batch that passes at once.</param>
    protected static void AddJoint(
        IndentedWriter writer,
        CommentedLines lines,
        ExperimentParts parts,
        (string Name, string Value) target,
        string shape,
        string comment
    )
    {
        var features = Code.Of($"-> [{parts.AllViews}, {parts.Experiment.Encoder.Features}]");
        if (!MicroBatchCode.Caches(parts))
        {
            writer.WriteComment(comment);
            lines.Add(JointViews(ViewsCode.Sampling(parts).Collection), ShareShape.Of(parts.AllViewsShape));
            lines.Add(JointFeatures, ShareShape.Of(features));
            lines.Add("var " + target.Name + " = " + target.Value + ";", ShareShape.Of(shape));
            return;
        }

        var pass = new MicroBatchPass(
            [
                (JointViews("micro"), MicroBatchCode.Micro(parts.AllViewsShape)),
                (JointFeatures, MicroBatchCode.Micro(features)),
            ],
            [(target.Value, MicroBatchCode.Micro(shape))]
        );
        MicroBatchCode.WriteEmbedding(writer, parts, target.Name, "Encoder, Projector", pass);
        writer.WriteLine();
    }

    private static string JointViews(string views) => "var views = " + Names.Torch + ".cat(" + views + ", 0);";

    /// <summary>How a batch of views becomes projections.</summary>
    protected static string Flow(ExperimentParts parts) =>
        MicroBatchCode.Shape(parts, "-> " + parts.FeatureShape + " -> " + parts.ProjectionShape);

    /// <summary>Writes the predictions of both views.</summary>
    protected static void WritePredictions(IndentedWriter writer, ExperimentParts parts, string name)
    {
        var flow = Flow(parts) + " -> " + ShareShape.Of(parts.ProjectionShape);
        if (MicroBatchCode.Caches(parts))
        {
            var pass = MicroBatchCode.OfEachView(Prediction, flow);
            MicroBatchCode.WriteEmbedding(writer, parts, name, "Encoder, Projector, Predictor", pass);
            return;
        }

        var lines = new CommentedLines();
        lines.Add("var " + name + "0 = " + Prediction("view0") + ";", flow);
        lines.Add("var " + name + "1 = " + Prediction("view1") + ";");
        lines.WriteTo(writer);
    }

    /// <summary>
    /// Writes projections of both views, and what a network makes of them, such as predictions, of all processes, into
    /// <c>z0</c> and <c>z1</c>, and into two more variables.
    /// </summary>
    /// <param name="writer">The writer.</param>
    /// <param name="parts">The experiment's parts.</param>
    /// <param name="network">The network.</param>
    /// <param name="name">The first letter of the variables.</param>
    /// <param name="shape">The shape of what the network makes of a batch, B images.</param>
    protected static void WriteProjectionsAnd(
        IndentedWriter writer,
        ExperimentParts parts,
        string network,
        string name,
        string shape
    )
    {
        var lines = new CommentedLines();
        var gathered = shape == parts.ProjectionShape ? null : "-> 2 x " + shape;
        if (MicroBatchCode.Caches(parts))
        {
            var pass = new MicroBatchPass(
                [
                    ("var projected0 = " + Projection("micro[0]") + ";", MicroBatchCode.Micro(Flow(parts))),
                    ("var projected1 = " + Projection("micro[1]") + ";", null),
                ],
                [($"[projected0, projected1, {network}.call(projected0), {network}.call(projected1)]", null)]
            );
            MicroBatchCode.WriteEmbedding(writer, parts, "embedded", "Encoder, Projector, " + network, pass);
            writer.WriteLine();
            lines.Add(GatheredOf("z", "embedded[0], embedded[1]"), GatheredShape(parts));
            lines.Add(GatheredOf(name, "embedded[2], embedded[3]"), gathered);
        }
        else
        {
            lines.Add("var z0 = " + Projection(0) + ";", Flow(parts));
            lines.Add("var z1 = " + Projection(1) + ";");
            lines.Add($"var {name}0 = {network}.call(z0);", ShareShape.Of("-> " + shape));
            lines.Add($"var {name}1 = {network}.call(z1);");
            lines.Add(Gathered("z0", "z1"), GatheredShape(parts));
            lines.Add(Gathered(name + "0", name + "1"), gathered);
        }

        lines.WriteTo(writer);
    }
}

/// <summary>The step of a method.</summary>
/// <typeparam name="TMethod">The method.</typeparam>
internal abstract class StepEmitter<TMethod> : StepEmitter
    where TMethod : Method
{
    /// <inheritdoc/>
    protected sealed override Type Method => typeof(TMethod);
}
