using ContrastiveDsl.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>A custom encoder or head of an experiment.</summary>
/// <param name="type">Its class.</param>
/// <param name="constructor">How it is made.</param>
/// <param name="input">Shape of what it is given for one image; of a head, its size comes last.</param>
/// <param name="output">Size of what it returns for one image.</param>
/// <param name="setting">The setting that states that size.</param>
internal sealed class CustomNetwork(Type type, CustomConstructor constructor, long[] input, int output, string setting)
{
    private const int NamedParameters = 3;

    /// <summary>The custom networks of an experiment, each class once for every size that it is given.</summary>
    internal static IReadOnlyList<CustomNetwork> Of(ExperimentDefinition definition) =>
        [.. Encoders(definition), .. Heads(definition)];

    private static IEnumerable<CustomNetwork> Encoders(ExperimentDefinition definition)
    {
        var model = definition.Model;
        int[] sides =
            model.Pretext is { } pretext ? [model.ViewSize, pretext.Transform.PatchSize]
            : model.LocalViews is not null ? [model.ViewSize, model.LocalSize]
            : [model.ViewSize];
        return from encoder in model.Encoders.DistinctBy(part => part.Type)
            where encoder.IsCustom
            let type = CustomClasses.Find(definition.DeclaredIn, encoder.Type)
            where type is not null
            from side in sides.Distinct()
            select new CustomNetwork(
                type,
                encoder.Constructor,
                [encoder.Channels, side, side],
                encoder.Features,
                nameof(EncoderAttribute.Features)
            );
    }

    private static IEnumerable<CustomNetwork> Heads(ExperimentDefinition definition)
    {
        var model = definition.Model;
        return from head in model.Heads.DistinctBy(head => (head.Type, head.Input))
            where head.IsCustom
            let type = CustomClasses.Find(definition.DeclaredIn, head.Type)
            where type is not null
            select new CustomNetwork(
                type,
                head.Constructor,
                head.Role == DeclarationKind.PatchHead ? [model.Pretext!.Transform.Patches, head.Input] : [head.Input],
                head.Output,
                nameof(HeadAttribute.Output)
            );
    }

    /// <summary>What is wrong with it, seen on a tiny batch.</summary>
    internal IEnumerable<string> Faults(Trial trial)
    {
        nn.Module<Tensor, Tensor> module;
        try
        {
            module = Create(trial.Device);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return [$"'{type.Name}' cannot be made: {Trial.Reason(exception)}"];
        }

        using (module)
        {
            string[] unkept = [.. UnregisteredFields.Of(module), .. Unsavable(module)];
            return unkept.Length > 0 ? unkept : Tried(module, trial);
        }
    }

    /// <summary>Buffers such as a mask of infinities, for which no checkpoint would be saved.</summary>
    private IEnumerable<string> Unsavable(nn.Module<Tensor, Tensor> module) =>
        from found in module.named_buffers(include_nonpersistent: false)
        where !Trial.IsFinite(found.buffer)
        select $"'{type.Name}' keeps '{found.name}', which holds values that are no finite numbers: every checkpoint would be refused, as of a training that has diverged. Register it with persistent: false, or make it in forward.";

    private nn.Module<Tensor, Tensor> Create(Device device) =>
        constructor switch
        {
            CustomConstructor.Device => CustomClasses.Create(type, device),
            CustomConstructor.InputSizeAndDevice => CustomClasses.Create(type, (int)input[^1], device),
            CustomConstructor.InputSize => CustomClasses.Create(type, (int)input[^1]).to(device),
            _ => CustomClasses.Create(type).to(device),
        };

    private string[] Tried(nn.Module<Tensor, Tensor> module, Trial trial)
    {
        module.train();
        var thrown = trial.Try(
            Trial.FewImages,
            size =>
            {
                var batch = trial.Uniform([size, .. input]);
                return (Batch: batch, Output: module.call(batch));
            },
            tried => tried.Output is null || Trial.IsFinite(tried.Output),
            out var seen
        );
        if (thrown is not null)
        {
            return [$"'{type.Name}' cannot take {Trial.Shape([trial.BatchSize, .. input])}: {Trial.Reason(thrown)}"];
        }

        return FormOf(seen.Output, seen.Batch) is { } fault ? [fault] : [.. Unreached(module, seen.Batch, seen.Output)];
    }

    private string? FormOf(Tensor? returned, Tensor batch)
    {
        var expected = new[] { batch.size(0), output };
        if (returned is null)
        {
            return $"'{type.Name}' returns nothing for {Trial.Shape(batch.shape)}. Return {Trial.Shape(expected)}.";
        }

        var states =
            $"'{type.Name}' states {setting} = {output}, but returns {Trial.Shape(returned.shape)} for {Trial.Shape(batch.shape)}.";
        return returned.shape switch
        {
            [var count, var size] when count == expected[0] && size == output => KindOf(returned, batch),
            [var count, var size] when count == expected[0] => $"{states} Set {setting} = {size}, or return {output}.",
            _ => $"{states} Return one vector for each image, {Trial.Shape(expected)}.",
        };
    }

    private string? KindOf(Tensor returned, Tensor batch) =>
        returned.dtype != batch.dtype
            ? $"'{type.Name}' returns {returned.dtype} for {batch.dtype}. Return what it is given, as .to({batch.dtype}) does."
        : returned.device.ToString() != batch.device.ToString()
            ? $"'{type.Name}' returns a tensor on {returned.device} for one on {batch.device}. Make constants on the input's device."
        : !Trial.IsFinite(returned)
            ? $"'{type.Name}' returns values that are no finite numbers for pixels between 0 and 1, before any training. Look at its first weights and its divisions."
        : null;

    /// <summary>
    /// Parameters that would never move. Layers that are left out by chance in training are there in evaluation.
    /// </summary>
    private IEnumerable<string> Unreached(nn.Module<Tensor, Tensor> module, Tensor batch, Tensor returned)
    {
        var trained = module.named_parameters().Where(found => found.parameter.requires_grad).ToArray();
        Backward(returned);
        if (trained.Any(IsUnreached))
        {
            module.eval();
            Backward(module.call(batch));
        }

        var unreached = trained.Where(IsUnreached).Select(found => found.name).ToArray();
        if (unreached.Length == 0)
        {
            yield break;
        }

        yield return unreached.Length == trained.Length
            ? $"No gradient reaches the parameters of '{type.Name}', so that its score would never move. Its forward detaches what it returns, runs within no_grad(), or does not use them. Freeze them if that is meant: requires_grad = false."
            : $"No gradient reaches {Names(unreached)} of '{type.Name}', so that {(unreached.Length == 1 ? "it" : "they")} would never be trained. Use them in forward, or freeze them: requires_grad = false.";
    }

    private static bool IsUnreached((string name, TorchSharp.Modules.Parameter parameter) found) =>
        found.parameter.grad is null;

    private static void Backward(Tensor returned)
    {
        if (returned.requires_grad)
        {
            returned.sum().backward();
        }
    }

    private static string Names(string[] names) =>
        Text.And([
            .. names.Take(NamedParameters).Select(name => $"'{name}'"),
            .. names.Length > NamedParameters ? [$"{names.Length - NamedParameters} more"] : Array.Empty<string>(),
        ]);
}
