using ContrastiveDsl.Distribution;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Training;

/// <summary>What must hold before the first step of a run.</summary>
internal static class RunRequirements
{
    /// <summary>The images give as many steps as the settings allow and the run had before.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    /// <param name="before">Those that a resumed run had; null for a new one.</param>
    /// <exception cref="InvalidOperationException">They give more, or others.</exception>
    internal static void RequireSteps(RunSettings settings, int stepsPerEpoch, int? before)
    {
        if (settings.Limit is { } limit && stepsPerEpoch > limit / settings.BatchSize)
        {
            throw new InvalidOperationException(
                $"The run is limited to {limit} images, {limit / settings.BatchSize} steps of {settings.BatchSize}, but was given images for {stepsPerEpoch} steps per epoch: train on images.Spread({limit}), if they are files of a folder, else on images.Take({limit})."
            );
        }

        if (before is { } had && had != stepsPerEpoch)
        {
            throw new InvalidOperationException(
                $"The run had {had} steps per epoch, and now has {stepsPerEpoch}: resume it with the images it was started with."
            );
        }
    }

    /// <summary>All processes are about to train the same on the same images.</summary>
    /// <exception cref="DistributionException">One of them is not; the message has both.</exception>
    internal static void RequireSameEverywhere(
        World world,
        string experiment,
        ExperimentDefinition definition,
        RunSettings settings,
        int stepsPerEpoch
    ) =>
        world.RequireEqual(
            "The training",
            FormattableString.Invariant(
                $"{experiment} as {Fingerprint.Of(definition.Model)}, {stepsPerEpoch} steps of {settings.BatchSize} in each of {settings.Epochs} epochs, seed {settings.Seed}, images {settings.Images?.Fingerprint}"
            )
        );

    /// <summary>
    /// Parts of a batch that is normalized in parts are those that one process makes: each process joins the views of
    /// its own images, and a part over two views would be another one.
    /// </summary>
    /// <param name="processes">How many processes train.</param>
    /// <param name="model">The experiment.</param>
    /// <exception cref="DistributionException">A part would hold several views.</exception>
    internal static void RequireWholeParts(int processes, ExperimentModel model)
    {
        var joined = model.Method.PartedViews(model);
        if (
            processes > 1
            && joined > 1
            && model.Encoder.EffectiveSplit is { } split
            && split.Splits % (processes * joined) != 0
        )
        {
            throw new DistributionException(
                $"With {processes} processes, parts of [SplitBatchNorm({split.Splits})] on '{model.Encoder.Type.Name}' would mix the {joined} views that pass together, as one process does not: choose splits that are a multiple of {processes * joined}, or fewer processes."
            );
        }
    }

    /// <summary>
    /// The device computes in the type that the declaration names, and custom parts do what their declarations say.
    /// </summary>
    /// <param name="definition">The experiment.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="begins">
    /// Whether no step was taken: those that were have shown more of custom parts than any trial could.
    /// </param>
    /// <param name="withdraws">Whether the run's folder was made for this run, and goes if it cannot begin.</param>
    /// <exception cref="NotSupportedException">The device does not compute in that type.</exception>
    /// <exception cref="CustomCodeException">A custom part does not.</exception>
    internal static void RequireComputable(
        ExperimentDefinition definition,
        RunSettings settings,
        bool begins,
        bool withdraws
    )
    {
        try
        {
            PrecisionSupport.Require(definition.Model, settings);
            if (begins)
            {
                StartCheck.Require(definition, settings);
            }
        }
        catch (Exception exception)
            when (withdraws
                && exception is NotSupportedException or CustomCodeException
                && settings.Output is { } folder
            )
        {
            RunFolder.Withdraw(folder);
            throw;
        }
    }
}
