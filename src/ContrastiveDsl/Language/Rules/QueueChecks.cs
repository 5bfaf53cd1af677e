using System;

namespace ContrastiveDsl.Language;

/// <summary>Checks a queue of negatives against batch, data and run.</summary>
internal static class QueueChecks
{
    /// <summary>Checks one experiment.</summary>
    public static void Check(ExperimentModel experiment, FindingList findings)
    {
        if (experiment.Queue is not { } queue)
        {
            return;
        }

        var target = findings.At(queue.Attribute, "Size");
        var batch = experiment.Training.BatchSize;
        long keys = experiment.Symmetric ? 2L * batch : batch;
        if (queue.Size < 1)
        {
            findings.RequireBetween(ShapeRules.SizeOutOfRange, queue.Attribute, "Size", queue.Size, 1);
        }
        else if (batch >= 1 && queue.Size < keys)
        {
            findings.AddConflict(
                MemoryRules.QueueBelowBatch, target, findings.At(experiment.Training.Attribute, "BatchSize"), Text.Of(queue.Size), Text.Of(keys));
        }
        else if (batch >= 1 && experiment.Images is { Count: > 0 } images && images.Count >= batch)
        {
            CheckImages(experiment, queue, images, keys, findings);
        }
    }

    private static void CheckImages(ExperimentModel experiment, QueueModel queue, ImagesModel images, long keys, FindingList findings)
    {
        var target = findings.At(queue.Attribute, "Size");
        var epochs = experiment.Training.Epochs;
        long steps = (long)(images.Count / experiment.Training.BatchSize) * Math.Max(epochs, 0);
        var needed = (queue.Size + keys - 1) / keys;
        long perImage = experiment.Symmetric ? 2L * images.Count : images.Count;
        if (queue.Size > perImage)
        {
            findings.AddConflict(
                MemoryRules.QueueAboveImages, target, findings.At(images.Attribute, "Count"), Text.Of(queue.Size), Text.Of(images.Count), Text.Of(Math.Max(Usual(perImage / 2), keys)));
        }
        else if (steps > 0 && needed > steps)
        {
            findings.AddConflict(
                MemoryRules.QueueNeverFills, target, findings.At(experiment.Training.Attribute, "Epochs"), Text.Of(needed), Text.Of(steps), Text.Of(steps * keys));
        }
    }

    /// <summary>The largest power of two that is not above a limit.</summary>
    private static long Usual(long limit)
    {
        long size = 1;
        while (size * 2 <= limit)
        {
            size *= 2;
        }

        return size;
    }
}
