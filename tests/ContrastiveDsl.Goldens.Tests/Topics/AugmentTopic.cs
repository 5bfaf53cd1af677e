using System.Text.Json;
using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>Augmentations with given draws, on one image or a batch.</summary>
internal sealed class AugmentTopic : IGoldenTopic
{
    private static readonly string[] Adjustments = ["brightness", "contrast", "saturation", "hue"];

    public string Name => "augment";

    public string? WhyNot(GoldenCase golden) =>
        Steps(golden.Parameters)
            .Select(step => step.GetProperty("op").GetString()!)
            .FirstOrDefault(name => Operation(name) is null)
            is { } unknown
            ? $"nothing implements the augmentation '{unknown}' yet"
            : null;

    public void Run(GoldenCase golden)
    {
        var image = golden.Inputs["image"].ToTensor();
        var single = image.dim() == 3;
        var batch = single ? image.unsqueeze(0) : image;
        foreach (var step in Steps(golden.Parameters))
        {
            batch = Operation(step.GetProperty("op").GetString()!)!(batch, step);
        }

        // An image that came apart stays a batch of its patches.
        Compare.Tensor(golden, "output", single && batch.size(0) == 1 ? batch.squeeze(0) : batch);
    }

    private static IEnumerable<JsonElement> Steps(JsonElement parameters) =>
        parameters.GetProperty("op").GetString() == "pipeline"
            ? parameters.GetProperty("steps").EnumerateArray()
            : [parameters];

    private static Func<Tensor, JsonElement, Tensor>? Operation(string name) =>
        name switch
        {
            "resized_crop" => ResizedCropOf,
            "hflip" => (x, _) => RandomHorizontalFlip.Flip(x, ones(x.shape[0], dtype: ScalarType.Bool)),
            "adjust_brightness" => (x, step) => ColorAdjustment.Brightness(x, Factors(x, step)),
            "adjust_contrast" => (x, step) => ColorAdjustment.Contrast(x, Factors(x, step)),
            "adjust_saturation" => (x, step) => ColorAdjustment.Saturation(x, Factors(x, step)),
            "adjust_hue" => (x, step) => ColorAdjustment.Hue(x, Factors(x, step)),
            "color_jitter" => JitterOf,
            "rgb_to_grayscale" => (x, step) =>
                ColorAdjustment.Luma(x).expand(-1, step.GetProperty("num_output_channels").GetInt64(), -1, -1),
            "gaussian_blur" => (x, step) =>
                GaussianBlur.Blur(
                    x,
                    Same(x, step.GetProperty("sigma").GetDouble()),
                    step.GetProperty("kernel_size").GetInt32()
                ),
            "solarize" => (x, step) => Solarize.Invert(x, step.GetProperty("threshold").GetDouble()),
            "normalize" => (x, step) =>
                Normalize.Apply(x, Numbers(step.GetProperty("mean")), Numbers(step.GetProperty("std"))),
            "jigsaw" => JigsawOf,
            _ => null,
        };

    private static Tensor ResizedCropOf(Tensor x, JsonElement step)
    {
        Tensor At(string name) => Same(x, step.GetProperty(name).GetDouble());
        return ResizedCrop.Apply(
            x,
            At("top"),
            At("left"),
            At("height"),
            At("width"),
            step.GetProperty("out_height").GetInt32(),
            step.GetProperty("out_width").GetInt32()
        );
    }

    private static Tensor JigsawOf(Tensor x, JsonElement step)
    {
        Tensor At(string name) =>
            new GoldenTensor(
                [1, step.GetProperty(name).GetArrayLength()],
                "int64",
                Numbers(step.GetProperty(name))
            ).ToTensor();
        return Jigsaw.Cut(
            x,
            At("permutation"),
            At("offset_y"),
            At("offset_x"),
            step.GetProperty("grid").GetInt32(),
            step.GetProperty("cell").GetInt32(),
            step.GetProperty("crop").GetInt32()
        );
    }

    private static Tensor JitterOf(Tensor x, JsonElement step)
    {
        var factors = step.GetProperty("factors");
        foreach (var name in step.GetProperty("order").EnumerateArray().Select(word => word.GetString()!))
        {
            var factor = Same(x, factors[Array.IndexOf(Adjustments, name)].GetDouble());
            x = name switch
            {
                "brightness" => ColorAdjustment.Brightness(x, factor),
                "contrast" => ColorAdjustment.Contrast(x, factor),
                "saturation" => ColorAdjustment.Saturation(x, factor),
                _ => ColorAdjustment.Hue(x, factor),
            };
        }

        return x;
    }

    private static Tensor Factors(Tensor x, JsonElement step) =>
        step.TryGetProperty("factors", out var each)
            ? new GoldenTensor([x.shape[0]], "float32", Numbers(each)).ToTensor()
            : Same(x, step.GetProperty("factor").GetDouble());

    private static Tensor Same(Tensor x, double value) => full(x.shape[0], value, dtype: ScalarType.Float32);

    private static double[] Numbers(JsonElement values) =>
        values.EnumerateArray().Select(value => value.GetDouble()).ToArray();
}
