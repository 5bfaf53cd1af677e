using ContrastiveDsl.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>The custom loss of an experiment.</summary>
/// <param name="type">Its class.</param>
/// <param name="arguments">Names of the tensors that the method gives it.</param>
/// <param name="size">Size of the projections.</param>
/// <param name="views">Views of an image.</param>
/// <param name="isAdded">Whether gradients of micro-batches add up.</param>
internal sealed class CustomLoss(Type type, IReadOnlyList<string> arguments, int size, int views, bool isAdded = false)
{
    /// <summary>What is not of one image each.</summary>
    private const string Queue = "queue";

    /// <summary>Rounding, as a share of a loss, that a mean of means may have.</summary>
    private const double Rounding = 1e-3;

    /// <summary>Keys of a queue, and entries of a memory bank, that an image is compared with.</summary>
    private const int Others = 16;

    /// <summary>The custom loss; null where the loss is the library's.</summary>
    internal static CustomLoss? Of(ExperimentDefinition definition)
    {
        var model = definition.Model;
        return model.Loss.IsCustom && CustomClasses.Find(definition.DeclaredIn, model.Loss.Type) is { } type
            ? new CustomLoss(
                type,
                model.Method.Facts.CustomLoss.Arguments,
                model.Projector.Output,
                model.ViewCount,
                model.Training.MicroBatch > 0 && model.Method.Facts.AccumulatesGradients
            )
            : null;
    }

    /// <summary>What is wrong with it, seen on a tiny batch.</summary>
    internal IEnumerable<string> Faults(Trial trial)
    {
        var thrown = trial.Try(
            Trial.FewProjections,
            count =>
            {
                Tensor[] given = [.. arguments.Select(name => Argument(name, count, trial))];
                return (Given: given, Loss: CustomClasses.Call(type, CustomMethods.Compute, [.. given]));
            },
            tried => tried.Loss is null || Trial.IsFinite(tried.Loss),
            out var seen
        );
        if (thrown is not null)
        {
            return
            [
                $"'{type.Name}.{CustomMethods.Compute}' cannot take {Shapes(trial.BatchSize)}: {Trial.Reason(thrown)}",
            ];
        }

        return Judge(seen.Loss, seen.Given) is { } fault ? [fault] : [];
    }

    /// <summary>
    /// Shape of a tensor that the method gives its loss; <c>null</c> where a batch of projections has to do.
    /// </summary>
    private long[] Shape(string name, int count) =>
        name switch
        {
            "labels" or "positives" => [count],
            "negatives" => [count, Others],
            Queue => [Others, size],
            "z" => [count, views, size],
            "patches" or "reconstructions" => [count, Others, size],
            "mask" => [count, Others],
            _ => [count, size],
        };

    private Tensor Argument(string name, int count, Trial trial)
    {
        var shape = Shape(name, count);
        return name switch
        {
            // Two of each class, so that every image has one like it and one unlike it.
            "labels" => arange(count, ScalarType.Int64)
                .div(2, RoundingMode.floor)
                .to(ScalarType.Int64)
                .to(trial.Device),
            "patches" => trial.Uniform(shape),
            "mask" => arange(shape[0] * shape[1]).remainder(2).view(shape).to(ScalarType.Float32).to(trial.Device),
            "positives" or "negatives" => trial.Uniform(shape).mul(2).sub(1).requires_grad_(),
            "codes" or "distributions" => trial.Directions(shape).abs(),
            "keys" or Queue or "targets" or "targets0" or "targets1" => trial.Directions(shape),
            _ => trial.Directions(shape).requires_grad_(),
        };
    }

    private string? Judge(Tensor? loss, Tensor[] given)
    {
        var name = $"'{type.Name}.{CustomMethods.Compute}'";
        if (loss is null)
        {
            return $"{name} returns nothing. Return a scalar.";
        }

        if (loss.numel() != 1 || !loss.is_floating_point())
        {
            return $"{name} returns {loss.dtype} {Trial.Shape(loss.shape)} for {Shapes((int)given[0].size(0))}, not a scalar to start backward from. Return its mean: .mean().";
        }

        if (!Trial.IsFinite(loss))
        {
            return $"{name} returns {Text.Of(loss.detach().to(CPU).ToDouble())} for unit vectors in random directions. Look at its divisions, roots and logarithms.";
        }

        if (!IsReached(loss, given))
        {
            return $"{name} returns a number that no gradient comes back from, so that nothing would be trained. Compute it from {Text.And([.. arguments])} by operators of Torch, not detached and not within no_grad().";
        }

        return isAdded ? JudgeMean(loss.detach().to(CPU).ToDouble(), given, name) : null;
    }

    /// <summary>The gradients of micro-batches add up to that of the batch only where the loss is a mean.</summary>
    private string? JudgeMean(double whole, Tensor[] given, string name)
    {
        using var noGrad = no_grad();
        var count = (int)given[0].size(0);
        var half = count / 2;
        try
        {
            var halves = ((half * Part(given, 0, half)) + ((count - half) * Part(given, half, count - half))) / count;
            return Math.Abs(halves - whole) <= Rounding * Math.Max(1, Math.Abs(whole))
                ? null
                : FormattableString.Invariant(
                    $"{name} is no mean over images: it returns {whole:G4} for a batch, whose halves have {halves:G4} on average. With MicroBatch gradients of parts of a batch add up: return the mean over the images, or remove MicroBatch."
                );
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"{name} cannot take half a batch, {Shapes(half)}, as MicroBatch has it: {Trial.Reason(exception)}";
        }
    }

    private double Part(Tensor[] given, int start, int count)
    {
        object[] part =
        [
            .. arguments.Zip(given, (name, tensor) => name == Queue ? tensor : tensor.narrow(0, start, count)),
        ];
        return CustomClasses.Call(type, CustomMethods.Compute, part)!.to(CPU).ToDouble();
    }

    private static bool IsReached(Tensor loss, Tensor[] given)
    {
        if (!loss.requires_grad)
        {
            return false;
        }

        loss.backward();
        return given.Any(tensor => tensor.requires_grad && tensor.grad is not null);
    }

    private string Shapes(int count) =>
        string.Join(", ", arguments.Select(name => name + " " + Trial.Shape(Shape(name, count))));
}
