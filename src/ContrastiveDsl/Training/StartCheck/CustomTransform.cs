using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>A custom transform of an experiment's augmentation families.</summary>
/// <param name="type">Its class.</param>
/// <param name="draws">Random numbers that it declares.</param>
/// <param name="channels">Channels of the images.</param>
/// <param name="side">Side of the images in pixels.</param>
/// <param name="mayResize">Whether a crop follows wherever it stands, for which any size will do.</param>
internal sealed class CustomTransform(Type type, int draws, int channels, int side, bool mayResize)
{
    /// <summary>How many numbers more are tried, to say how many it needs.</summary>
    private const int MaximumMore = 64;

    /// <summary>The custom transforms of an experiment, each class once.</summary>
    internal static IReadOnlyList<CustomTransform> Of(ExperimentDefinition definition)
    {
        var model = definition.Model;
        var uses =
            from views in model.Families.Concat(new[] { model.Pretext?.Views }.OfType<ViewsModel>())
            from place in views.Steps.Select((step, index) => (Step: step as CustomTransformStep, Index: index))
            where place.Step is not null
            let isCropped = views.Steps.Skip(place.Index).Any(step => step is RandomResizedCropStep)
            select (place.Step, IsCropped: isCropped);
        return
        [
            .. from use in uses
            group use by use.Step.Type into places
            let type = CustomClasses.Find(definition.DeclaredIn, places.Key)
            where type is not null
            select new CustomTransform(
                type,
                places.First().Step.DrawCount,
                model.Encoder.Channels,
                model.CropSize,
                places.All(use => use.IsCropped)
            ),
        ];
    }

    /// <summary>What is wrong with it, seen on a tiny batch.</summary>
    internal IEnumerable<string> Faults(Trial trial)
    {
        var thrown = trial.Try(Trial.FewImages, size => Apply(trial, size, draws), static _ => true, out var seen);
        return thrown is null ? Judge(seen!)
            : Needs(trial) is { } enough
                ? [$"'{type.Name}' reads more random numbers than the {draws} that it declares. Set Draws = {enough}."]
            :
            [
                $"'{type.Name}' cannot take {Trial.Shape([trial.BatchSize, channels, side, side])}: {Trial.Reason(thrown)}",
            ];
    }

    /// <summary>How many random numbers it can do with, where it is too few that it declares; else null.</summary>
    private int? Needs(Trial trial)
    {
        for (var count = draws + 1; count <= draws + MaximumMore; count++)
        {
            try
            {
                Apply(trial, Trial.FewImages, count);
                return count;
            }
            catch (ArgumentOutOfRangeException)
            {
                // One more, then.
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                return null;
            }
        }

        return null;
    }

    private Seen Apply(Trial trial, int size, int count)
    {
        var (images, numbers) = (trial.Uniform(size, channels, side, side), trial.Uniform(count, size));
        var (imagesBefore, numbersBefore) = (images.clone(), numbers.clone());
        using var noGrad = no_grad();
        var argument = images.alias();
        object[] arguments = [argument, new TransformDraws(numbers.alias())];
        var takesDraws = CustomClasses.Has(type, CustomMethods.Apply, arguments);
        var returned = CustomClasses.Call(type, CustomMethods.Apply, takesDraws ? arguments : [argument]);
        return new Seen(
            images.shape,
            returned,
            KeepsImages: !argument.IsInvalid && IsEqual(images, imagesBefore),
            KeepsNumbers: IsEqual(numbers, numbersBefore)
        );
    }

    private static bool IsEqual(Tensor one, Tensor other) => one.eq(other).all().to(CPU).ToBoolean();

    private IEnumerable<string> Judge(Seen seen)
    {
        if (!seen.KeepsImages)
        {
            yield return $"'{type.Name}' changes or disposes of the images that it is given, which may be the caller's. Work on a copy: images.clone(), or operators without an underscore.";
        }

        if (!seen.KeepsNumbers)
        {
            yield return $"'{type.Name}' changes its random numbers in place. Use operators without an underscore on them.";
        }

        if (Returned(seen) is { } fault)
        {
            yield return fault;
        }
    }

    private string? Returned(Seen seen)
    {
        var given = Trial.Shape(seen.Shape);
        if (seen.Returned is not { } returned)
        {
            return $"'{type.Name}' returns nothing for images {given}. Return images of this shape.";
        }

        var isSameShape = mayResize
            ? returned.shape is [var count, var depth, _, _] && count == seen.Shape[0] && depth == seen.Shape[1]
            : returned.shape.AsSpan().SequenceEqual(seen.Shape);
        return !isSameShape
                ? $"'{type.Name}' returns {Trial.Shape(returned.shape)} for images {given}. A transform keeps number, channels and size; before [RandomResizedCrop] it may change the size."
            : returned.dtype != ScalarType.Float32
                ? $"'{type.Name}' returns {returned.dtype} for images of Float32. Return what it is given, as .to(images.dtype) does."
            : !Trial.IsFinite(returned)
                ? $"'{type.Name}' returns values that are no finite numbers for pixels between 0 and 1. Look at its divisions, roots and logarithms."
            : null;
    }

    private sealed record Seen(long[] Shape, Tensor? Returned, bool KeepsImages, bool KeepsNumbers);
}
