using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// The step of a method with prototypes that can look at small views beside the two large ones. Views of one size pass
/// the encoder together, so that batch normalization sees those of a size; projector and prototypes see all at once, as
/// in the authors' codes.
/// </summary>
/// <typeparam name="TMethod">The method.</typeparam>
/// <typeparam name="TAttribute">Its attribute.</typeparam>
internal abstract class MultiCropStep<TMethod, TAttribute> : StepEmitter<TMethod>
    where TMethod : Method
    where TAttribute : MultiCropExperimentAttribute
{
    /// <summary>The property that holds the prototypes.</summary>
    protected const string Prototypes = "Prototypes";

    private const string AllViews = "2 + LocalCount";

    /// <inheritdoc/>
    protected sealed override string Watched(ExperimentParts parts) => "z0, z1";

    /// <summary>Adds the number of small views, where there are any.</summary>
    protected static void AddLocalCount(ExperimentLayout layout)
    {
        if (layout.Model?.LocalViews is { } local)
        {
            layout.Constant(
                "LocalCount",
                local.Count,
                "Small views of each image"
                    + Provenance.Of<TAttribute>(layout.Model, nameof(MultiCropExperimentAttribute.LocalCount))
            );
        }
    }

    /// <summary>
    /// How views pass where there are small ones, as a sentence behind another; empty where there are none.
    /// </summary>
    protected static string Passing(ExperimentParts parts) =>
        parts.Experiment.LocalViews is null
            ? string.Empty
            : " Views of one size pass the encoder together"
                + (parts.HasBatchNorm ? ": its batch normalization sees each size alone." : ".");

    /// <summary>
    /// Writes projections and scores of the large views, of all processes, into <c>z0</c>, <c>z1</c>, <c>s0</c> and
    /// <c>s1</c>, and scores of all views into <c>s</c> where there are small ones.
    /// </summary>
    protected static void WriteScores(IndentedWriter writer, ExperimentParts parts, string scores)
    {
        if (parts.Experiment.LocalViews is null)
        {
            WriteProjectionsAnd(writer, parts, Prototypes, "s", scores);
            return;
        }

        var isCached = MicroBatchCode.Caches(parts);
        if (isCached)
        {
            WriteCached(writer, parts);
        }

        var all = Code.Of($"{Views(parts)} x {scores}");
        var lines = new CommentedLines();
        if (!isCached)
        {
            AddPass(lines, parts, "drawn", ShareShape.Of);
            lines.Add("var z = projected.chunk(" + AllViews + ", 0);");
            lines.Add("var scored = " + Prototypes + ".call(projected);", ShareShape.Of("-> " + Joined(parts, scores)));
            lines.WriteTo(writer);
        }

        lines.Add(
            "var (z0, z1) = run.World.Gather(" + (isCached ? "embedded[0], embedded[1]" : "z[0], z[1]") + ");",
            GatheredShape(parts)
        );
        lines.Add(
            "var s = run.World.Gather("
                + (isCached ? "embedded[(" + AllViews + ")..]" : "scored.chunk(" + AllViews + ", 0)")
                + ");",
            "-> " + all
        );
        lines.Add("var (s0, s1) = (s[0], s[1]);");
        lines.WriteTo(writer);
    }

    /// <summary>
    /// Writes the momentum encoder's scores of the large views, which pass together where there are small ones, into a
    /// variable that <see cref="DeclareScores"/> declares.
    /// </summary>
    protected static void WriteFollowedScores(IndentedWriter writer, ExperimentParts parts, string name, string scores)
    {
        if (parts.Experiment.LocalViews is null)
        {
            WriteFollowed(writer, parts, name, Prototypes, scores);
            return;
        }

        PrecisionCode.WriteFollowing(writer, parts);
        var isCached = MicroBatchCode.Caches(parts);
        var pass =
            MomentumCode.Follower(parts.Method, Prototypes)
            + ".call("
            + Followed(parts, isCached ? Names.Torch + ".cat(micro, 0)" : "globals")
            + ").chunk(2, 0)";
        if (isCached)
        {
            var networks = MomentumCode.Followers(parts.Method, "Encoder", "Projector", Prototypes);
            MicroBatchCode.WriteFollowed(
                writer,
                parts,
                name,
                networks,
                new MicroBatchPass([], [(".. " + pass, null)]),
                "drawn[..2]"
            );
            return;
        }

        var lines = new CommentedLines();
        lines.Add(name + " = " + pass + ";", ShareShape.Of("-> 2 x " + scores));
        lines.WriteTo(writer);
    }

    /// <summary>Declares what <see cref="WriteFollowedScores"/> fills.</summary>
    protected static void DeclareScores(IndentedWriter writer, ExperimentParts parts, string name)
    {
        if (parts.Experiment.LocalViews is null)
        {
            DeclareFollowed(writer, parts, name);
        }
        else
        {
            writer.WriteLine($"{Names.Tensor}[] {name};");
        }
    }

    /// <summary>The statement that makes of these scores those of all processes.</summary>
    protected static string GatheredScores(ExperimentParts parts, string name) =>
        parts.Experiment.LocalViews is null
            ? GatheredViews(parts, name)
            : Code.Of($"var ({name}0, {name}1) = run.World.Gather({name}[0], {name}[1]);");

    /// <summary>
    /// Writes the loss: the mean over all pairs of a large view with targets and any other view, which predicts them.
    /// </summary>
    /// <param name="writer">The writer.</param>
    /// <param name="parts">The experiment's parts.</param>
    /// <param name="targets">The first letter of the variables with the targets.</param>
    protected static void WriteLoss(IndentedWriter writer, ExperimentParts parts, string targets)
    {
        var (first, second) = (Term(parts, "s0", targets + "1"), Term(parts, "s1", targets + "0"));
        if (parts.Experiment.LocalViews is not { } local)
        {
            writer.WriteLine($"var loss = ({first} + {second}) / 2;  // -> []");
            return;
        }

        writer.WriteLine($"var sum = {first} + {second};");
        writer.WriteLine("foreach (var local in s[2..])");
        using (writer.WriteBlock())
        {
            writer.WriteLine(
                $"sum = sum + {Term(parts, "local", targets + "0")} + {Term(parts, "local", targets + "1")};"
            );
        }

        writer.WriteLine();
        writer.WriteLine(
            $"var loss = sum / (2 * (1 + LocalCount));  // -> [], the mean of {CSharpLiteral.Of(2 * (1 + local.Count))} pairs"
        );
    }

    private static string Term(ExperimentParts parts, string scores, string targets) =>
        parts.Loss + ".Compute(" + scores + ", " + targets + ")";

    private static void WriteCached(IndentedWriter writer, ExperimentParts parts)
    {
        var pass = new CommentedLines();
        AddPass(pass, parts, "micro", MicroBatchCode.Micro);
        MicroBatchCode.WriteEmbedding(
            writer,
            parts,
            "embedded",
            "Encoder, Projector, " + Prototypes,
            new MicroBatchPass(
                pass.All,
                [
                    (
                        "[.. projected.chunk("
                            + AllViews
                            + ", 0), .. "
                            + Prototypes
                            + ".call(projected).chunk("
                            + AllViews
                            + ", 0)]",
                        null
                    ),
                ]
            )
        );
        writer.WriteLine();
    }

    /// <summary>Adds the pass of all views through encoder and projector.</summary>
    private static void AddPass(
        CommentedLines lines,
        ExperimentParts parts,
        string views,
        System.Func<string, string> shapeOf
    )
    {
        lines.Add("var globals = " + Names.Torch + ".cat(" + views + "[..2], 0);", shapeOf(parts.AllViewsShape));
        lines.Add("var locals = " + Names.Torch + ".cat(" + views + "[2..], 0);", shapeOf(parts.AllLocalsShape));
        lines.Add(
            "var features = " + Names.Torch + ".cat([Encoder.call(globals), Encoder.call(locals)], 0);",
            shapeOf("-> " + Joined(parts, parts.FeatureShape))
        );
        lines.Add("var projected = Projector.call(features);", shapeOf("-> " + Joined(parts, parts.ProjectionShape)));
    }

    private static int Views(ExperimentParts parts) => 2 + parts.Experiment.LocalViews!.Count;

    /// <summary>The shape of a batch of each view as that of all views together.</summary>
    private static string Joined(ExperimentParts parts, string shape) =>
        shape.Replace("[B,", Code.Of($"[{Views(parts)}B,"));
}
