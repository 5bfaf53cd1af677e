using System;

namespace ContrastiveDsl.Language;

/// <summary>Checks a queue against batch, data and run.</summary>
internal static class QueueChecks
{
    /// <summary>Checks the queue of an experiment.</summary>
    public static void Check(QueueModel queue, ExperimentModel experiment, FindingList findings)
    {
        var place = findings.At(queue.Attribute, queue.Setting);
        var batch = experiment.Training.BatchSize;
        long keys = (long)experiment.Method.KeysPerImage * batch;
        if (!findings.RequireSize(queue.Attribute, queue.Setting, queue.Size, 1, int.MaxValue) || batch < 1)
        {
            return;
        }

        if (queue.Size < keys)
        {
            findings.AddConflict(
                MemoryRules.QueueBelowBatch,
                place,
                findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.BatchSize)),
                Text.Of(queue.Size),
                Text.Of(keys),
                queue.EntryNoun,
                keys > Limits.UsualNegatives ? "" : $"; {Text.Of(Limits.UsualNegatives)} is usual for small data sets"
            );
            findings.Offer(Edit.Set(place, Text.Of(Math.Max(keys, Limits.UsualNegatives))));
        }
        else if (
            experiment.Images is { Count: > 0 } images
            && images.Count >= batch
            && experiment.Method.ReadsQueue(experiment.Training)
        )
        {
            CheckImages(experiment, queue, images, keys, findings);
        }
    }

    private static void CheckImages(
        ExperimentModel experiment,
        QueueModel queue,
        ImagesModel images,
        long keys,
        FindingList findings
    )
    {
        var place = findings.At(queue.Attribute, queue.Setting);
        var epochs = experiment.Training.Epochs;
        long steps = (long)(images.Count / experiment.Training.BatchSize) * Math.Max(epochs, 0);
        var needed = (queue.Size + keys - 1) / keys;
        long perImage = (long)experiment.Method.KeysPerImage * images.Count;
        if (queue.Size > perImage && queue.RoleOfOwnEntry is { } role)
        {
            findings.AddConflict(
                MemoryRules.QueueAboveImages,
                place,
                findings.At(images.Attribute, nameof(ImagesAttribute.Count)),
                Text.Of(queue.Size),
                Text.Of(images.Count),
                Text.Of(Math.Max(Usual(perImage / 2), keys)),
                role,
                queue.EntryNoun
            );
            findings.Offer(Edit.Set(place, Text.Of(Math.Max(Usual(perImage / 2), keys))));
        }
        else if (steps > 0 && needed > steps)
        {
            findings.AddConflict(
                MemoryRules.QueueNeverFills,
                place,
                findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.Epochs)),
                Text.Of(needed),
                Text.Of(steps),
                Text.Of(steps * keys),
                queue.RoleOfEntries,
                queue.EntryNoun
            );
            findings.Offer(Edit.Set(place, Text.Of(steps * keys)));
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
