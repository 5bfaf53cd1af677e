namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index of a tensor: a position, a slice, a mask, a tensor of positions, an ellipsis or a new axis.</summary>
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new(IndexKind.Ellipsis);
        public static TensorIndex None = new(IndexKind.NewAxis);
        public static TensorIndex Null = new(IndexKind.NewAxis);
        public static TensorIndex Colon = Slice();

        internal readonly IndexKind Kind;
        internal readonly long? Start;
        internal readonly long? Stop;
        internal readonly long? Step;
        internal readonly Tensor? Positions;

        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor? positions = null)
        {
            Kind = kind;
            Start = start;
            Stop = stop;
            Step = step;
            Positions = positions;
        }

        internal enum IndexKind
        {
            NewAxis,
            Ellipsis,
            Truth,
            Position,
            Slice,
            Positions,
        }

        public static implicit operator TensorIndex(long value) => new(IndexKind.Position, value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => new(IndexKind.Position, FromIndex(index));

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(IndexKind.Slice, start, stop, step);

        public static TensorIndex Slice((int? start, int? end) range) => Slice((long?)range.start, range.end);

        public static TensorIndex Slice(Range range) =>
            Slice(FromIndex(range.Start), range.End.IsFromEnd && range.End.Value == 0 ? null : FromIndex(range.End));

        public static TensorIndex Bool(bool value) => new(IndexKind.Truth, value ? 1 : 0);

        public static TensorIndex Single(long? index) => index is null ? None : new(IndexKind.Position, index);

        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Positions, positions: tensor);

        private static long FromIndex(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
