namespace TorchSharp;

/// <summary>
/// What a list of mixed indices means for a tensor: a view, made by selecting, slicing and adding axes, and tensors of positions
/// for some of the view's dimensions.
/// </summary>
internal sealed class IndexPlan : IDisposable
{
    private readonly List<Tensor> owned = [];
    private int dim;

    internal IndexPlan(Tensor source, TensorIndex[] indices)
    {
        View = source.alias();
        var named = indices.Count(index => index.Kind is TensorIndex.IndexKind.Position or TensorIndex.IndexKind.Slice)
            + indices.Where(index => index.Kind == TensorIndex.IndexKind.Positions).Sum(Consumed);
        foreach (var index in indices)
        {
            Apply(index, source.Dimensions - named);
        }
    }

    internal Tensor View { get; private set; }

    internal List<Tensor?>? Positions { get; private set; }

    /// <summary>Hands the view to the caller.</summary>
    internal Tensor TakeView()
    {
        var view = View;
        View = null!;
        return view;
    }

    /// <summary>Copies into the view; leading axes of length one in the value do not count.</summary>
    internal void Copy(Tensor value)
    {
        var excess = (int)(value.Dimensions - View.Dimensions);
        var sizes = value.shape;
        if (excess > 0 && sizes.Take(excess).All(size => size == 1))
        {
            using var trimmed = value.reshape(sizes[excess..]);
            View.copy_(trimmed);
            return;
        }
        View.copy_(value);
    }

    public void Dispose()
    {
        View?.Dispose();
        owned.ForEach(tensor => tensor.Dispose());
    }

    private static int Consumed(TensorIndex index) => index.Positions!.dtype is ScalarType.Bool or ScalarType.Byte ? (int)index.Positions.Dimensions : 1;

    private void Apply(TensorIndex index, long free)
    {
        switch (index.Kind)
        {
            case TensorIndex.IndexKind.NewAxis:
                Step(View.unsqueeze(dim), 1);
                break;
            case TensorIndex.IndexKind.Ellipsis:
                dim += (int)free;
                break;
            case TensorIndex.IndexKind.Position:
                Step(View.select(dim, index.Start!.Value), 0);
                break;
            case TensorIndex.IndexKind.Slice:
                Step(Ops.slice.Call(View, dim, index.Start, index.Stop, index.Step ?? 1), 1);
                break;
            case TensorIndex.IndexKind.Truth:
                Step(View.unsqueeze(dim), 0);
                owned.Add(torch.arange(index.Start!.Value, ScalarType.Int64));
                Place(owned[^1], 1);
                break;
            default:
                Place(index.Positions!, Consumed(index));
                break;
        }
    }

    private void Step(Tensor next, int advance)
    {
        View.Dispose();
        View = next;
        dim += advance;
    }

    private void Place(Tensor positions, int dimensions)
    {
        Positions ??= [];
        while (Positions.Count < dim)
        {
            Positions.Add(null);
        }
        Positions.Add(positions);
        dim += dimensions;
    }
}
