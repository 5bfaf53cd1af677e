namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes [N, C, H, W] to a size, or by factors.</summary>
            /// <exception cref="NotSupportedException">Other than four dimensions, or a mode for other dimensions.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                if (x.Dimensions != 4)
                {
                    throw new NotSupportedException($"interpolate takes images [N, C, H, W] on this backend; the tensor has {x.Dimensions} dimensions.");
                }
                if ((size is null) == (scale_factor is null))
                {
                    throw new ArgumentException("Exactly one of size and scale_factor must be given.");
                }
                if (recompute_scale_factor && scale_factor is not null)
                {
                    size = [(long)Math.Floor(x.shape[2] * scale_factor[0]), (long)Math.Floor(x.shape[3] * scale_factor[1])];
                    scale_factor = null;
                }
                return Resize(x, size, scale_factor, mode, align_corners ?? false, antialias);
            }

            private static Tensor Resize(Tensor x, long[]? size, double[]? factors, InterpolationMode mode, bool alignCorners, bool antialias) => (mode, antialias) switch
            {
                (InterpolationMode.Nearest, false) => Ops.upsample_nearest2d.Call(x, size, factors),
                (InterpolationMode.NearestExact, false) => Ops.upsample_nearest_exact2d.Call(x, size, factors),
                (InterpolationMode.Bilinear, false) => Ops.upsample_bilinear2d.Call(x, size, alignCorners, factors),
                (InterpolationMode.Bicubic, false) => Ops.upsample_bicubic2d.Call(x, size, alignCorners, factors),
                (InterpolationMode.Bilinear, true) => Ops.upsample_bilinear2dAa.Call(x, size, alignCorners, factors),
                (InterpolationMode.Bicubic, true) => Ops.upsample_bicubic2dAa.Call(x, size, alignCorners, factors),
                (InterpolationMode.Area, false) when size is not null => adaptive_avg_pool2d(x, size),
                _ => throw new NotSupportedException($"interpolate has no mode {mode}{(antialias ? " with antialias" : "")} for images on this backend."),
            };
        }
    }
}
