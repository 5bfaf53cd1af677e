using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>A layer in a few words: its name, and of its settings those that differ from the usual.</summary>
internal static class LayerText
{
    internal static string Of(Layer layer) =>
        layer switch
        {
            ConvLayer conv =>
                $"Conv {conv.Channels}, {Square(conv.Kernel)}{Stride(conv.Stride)}{(conv.Bias ? ", bias" : "")}",
            MaxPoolLayer pool => $"MaxPool {Square(pool.Kernel)}{Stride(pool.Stride)}",
            BasicBlockLayer block =>
                $"BasicBlock {block.Channels}{Stride(block.Stride)}{Norm(block.Norm)}{Splits(block.Splits)}",
            BottleneckLayer block =>
                $"Bottleneck {block.Channels}{Stride(block.Stride)}{Norm(block.Norm)}{Splits(block.Splits)}",
            BatchNormLayer norm => $"BatchNorm{Splits(norm.Splits)}",
            StageLayer stage => Stage(stage),
            PatchEmbeddingLayer patches =>
                $"PatchEmbedding {patches.Width}, {Square(patches.Patch)}{(patches.Frozen ? ", frozen" : "")}",
            PositionsLayer positions =>
                $"Positions, {(positions.Positions == Positions.SinCos ? "fixed sines and cosines" : "learned")}",
            TransformerBlockLayer block => $"TransformerBlock, {Say.Plural(block.Heads, "head")}, MLP {block.Mlp}",
            PatchProjectionLayer patch => $"PatchProjection {patch.Features}",
            LinearLayer linear => $"Linear {linear.Features}{(linear.Bias ? "" : ", no bias")}",
            DropoutLayer dropout => $"Dropout {Say.Number(dropout.Probability)}",
            GroupNormLayer norm => $"GroupNorm, {Say.Plural(norm.Groups, "group")}",
            _ => layer.Kind,
        };

    private static string Stage(StageLayer stage) =>
        stage.Blocks.Count == 0 ? "nothing" : $"{stage.Blocks.Count} × {Of(stage.Blocks[0])}";

    private static string Square(int side) => $"{side}×{side}";

    private static string Stride(int stride) => stride == 1 ? "" : $", stride {stride}";

    private static string Splits(int splits) => splits == 1 ? "" : $", {splits} splits";

    private static string Norm(Norm norm) => norm == ContrastiveDsl.Norm.Batch ? "" : $", {norm} norm";
}
