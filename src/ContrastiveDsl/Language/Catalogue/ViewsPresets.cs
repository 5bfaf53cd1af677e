using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>The augmentations of the papers as data.</summary>
internal static class ViewsPresets
{
    private const string SimClrSource = SimClr.Reference + "; google-research/simclr data_util.py";
    private const string MoCoSource = MoCo.Reference + "; facebookresearch/moco main_moco.py";
    private const string MoCoV2Source = Papers.MoCoV2 + "; facebookresearch/moco main_moco.py";
    private const string MoCoDemoSource = "facebookresearch/moco, CIFAR-10 demo; " + MoCo.Reference;
    private const string ByolSource = Byol.Reference + "; deepmind-research/byol augmentations.py";
    private const string MoCoV3Source = MoCoV3.Reference + "; facebookresearch/moco-v3 main_moco.py";
    private const string SimSiamSource = SimSiam.Reference + ", appendix";
    private const string RaftSource = Raft.Reference + "; the authors' CIFAR-10 command";
    private const string MaeSource = Mae.Reference + "; facebookresearch/mae main_pretrain.py";
    private const string SimMimSource = SimMim.Reference + "; microsoft/SimMIM data_simmim.py";
    private const string SwavSource = Swav.Reference + "; facebookresearch/swav multicropdataset.py";
    private const string SupConSource = SupCon.Reference + "; HobbitLong/SupContrast main_supcon.py";
    private const string InstanceDiscriminationSource =
        InstanceDiscrimination.Reference + "; zhirongw/lemniscate.pytorch cifar.py";
    private const string PirlSource =
        Pirl.Reference + "; facebookresearch/vissl pirl_jigsaw_4node_resnet50.yaml and img_pil_random_photometric.py";

    /// <summary>All presets.</summary>
    public static IReadOnlyList<ViewsPresetEntry> All { get; } =
    [
        new(ViewsPreset.SimClrImageNet, SimClrSource, new(Crop(0.08), Flip, Jitter(0.8, 0.8, 0.2), Gray, Blur(0.5))),
        new(ViewsPreset.SimClrCifar10, SimClrSource, new(Crop(0.08), Flip, Jitter(0.4, 0.4, 0.1), Gray)),
        new(ViewsPreset.MoCoV1, MoCoSource, new(Crop(0.2), Gray, Jitter(0.4, 0.4, 0.4, 1), Flip)),
        new(ViewsPreset.MoCoV2, MoCoV2Source, new(Crop(0.2), Jitter(0.4, 0.4, 0.1), Gray, Blur(0.5), Flip)),
        new(ViewsPreset.MoCoCifar10, MoCoDemoSource, new(Crop(0.08), Flip, Jitter(0.4, 0.4, 0.1), Gray)),
        new(ViewsPreset.ByolFirst, ByolSource, new(Crop(0.08), Flip, Jitter(0.4, 0.2, 0.1), Gray, Blur(1))),
        new(
            ViewsPreset.ByolSecond,
            ByolSource,
            new(Crop(0.08), Flip, Jitter(0.4, 0.2, 0.1), Gray, Blur(0.1), Solarize)
        ),
        new(ViewsPreset.MoCoV3ResNetFirst, MoCoV3Source, new(Crop(0.2), Jitter(0.4, 0.2, 0.1), Gray, Blur(1), Flip)),
        new(
            ViewsPreset.MoCoV3ResNetSecond,
            MoCoV3Source,
            new(Crop(0.2), Jitter(0.4, 0.2, 0.1), Gray, Blur(0.1), Solarize, Flip)
        ),
        new(ViewsPreset.SimSiamCifar10, SimSiamSource, new(Crop(0.2), Jitter(0.4, 0.4, 0.1), Gray, Flip)),
        new(ViewsPreset.RaftCifar10, RaftSource, new(Crop(0.08), Flip, Jitter(0.8, 0.8, 0.2), Gray)),
        new(ViewsPreset.Mae, MaeSource, new(Crop(0.2), Flip)),
        new(ViewsPreset.SimMim, SimMimSource, new(Crop(0.67), Flip)),
        new(ViewsPreset.Swav, SwavSource, new(Crop(0.14), Flip, Jitter(0.8, 0.8, 0.2), Gray, Blur(0.5))),
        new(
            ViewsPreset.SwavLocal,
            SwavSource,
            new(SmallCrop(96, 0.05, 0.14), Flip, Jitter(0.8, 0.8, 0.2), Gray, Blur(0.5))
        ),
        new(ViewsPreset.SupConCifar10, SupConSource, new(Crop(0.2), Flip, Jitter(0.4, 0.4, 0.1), Gray)),
        new(
            ViewsPreset.InstanceDiscriminationCifar10,
            InstanceDiscriminationSource,
            new(Crop(0.2), Jitter(0.4, 0.4, 0.4, 1), Gray)
        ),
        new(ViewsPreset.Pirl, PirlSource, new(Crop(0.08), Jitter(0.4, 0.4, 0.2, 1), Photometric, Gray, Flip)),
        new(ViewsPreset.PirlPatches, PirlSource, new(Jitter(0.4, 0.4, 0.2, 1), Photometric, Gray, Flip)),
    ];

    private static RawAttribute Flip =>
        RawAttribute.Of<RandomHorizontalFlipAttribute>((nameof(RandomHorizontalFlipAttribute.Probability), 0.5));

    private static RawAttribute Gray =>
        RawAttribute.Of<RandomGrayscaleAttribute>((nameof(RandomGrayscaleAttribute.Probability), 0.2));

    private static RawAttribute Solarize =>
        RawAttribute.Of<SolarizeAttribute>(
            (nameof(SolarizeAttribute.Threshold), 0.5),
            (nameof(SolarizeAttribute.Probability), 0.2)
        );

    private static RawAttribute Photometric =>
        RawAttribute.Of<RandomPhotometricAttribute>((nameof(RandomPhotometricAttribute.Probability), 0.66));

    /// <summary>The preset of a value, or <see langword="null"/> for a value that names none.</summary>
    public static ViewsPresetEntry? Find(ViewsPreset preset) => All.FirstOrDefault(entry => entry.Preset == preset);

    /// <summary>
    /// The steps of a family: those of its preset, each replaced by the first written one of its kind, then all others
    /// that are written. What comes from the preset is found at the family.
    /// </summary>
    /// <param name="raw">The class of a family.</param>
    public static IReadOnlyList<RawAttribute> StepsOf(RawClass raw)
    {
        var written = raw.Attributes.Where(attribute => Words.IsStep(attribute.Name)).ToList();
        if (
            raw.Find<AugmentationFamilyAttribute>() is not { } family
            || family.Bind<AugmentationFamilyAttribute>().Preset is not { } preset
            || Find(preset) is not { } entry
        )
        {
            return written;
        }

        var steps = new List<RawAttribute>();
        foreach (var step in entry.Steps)
        {
            var own = written.FindIndex(attribute => attribute.Name == step.Name);
            steps.Add(own < 0 ? step with { Index = family.Index } : written[own]);
            if (own >= 0)
            {
                written.RemoveAt(own);
            }
        }

        steps.AddRange(written);
        return steps;
    }

    private static RawAttribute Crop(double minScale) =>
        RawAttribute.Of<RandomResizedCropAttribute>((nameof(RandomResizedCropAttribute.MinScale), minScale));

    private static RawAttribute SmallCrop(int size, double minScale, double maxScale) =>
        RawAttribute.Of<RandomResizedCropAttribute>(
            (nameof(RandomResizedCropAttribute.Size), size),
            (nameof(RandomResizedCropAttribute.MinScale), minScale),
            (nameof(RandomResizedCropAttribute.MaxScale), maxScale)
        );

    private static RawAttribute Jitter(
        double brightnessAndContrast,
        double saturation,
        double hue,
        double probability = 0.8
    ) =>
        RawAttribute.Of<ColorJitterAttribute>(
            (nameof(ColorJitterAttribute.Brightness), brightnessAndContrast),
            (nameof(ColorJitterAttribute.Contrast), brightnessAndContrast),
            (nameof(ColorJitterAttribute.Saturation), saturation),
            (nameof(ColorJitterAttribute.Hue), hue),
            (nameof(ColorJitterAttribute.Probability), probability)
        );

    /// <summary>Deviations from 0.1 to 2 pixels; the kernel is a tenth of 224 pixels.</summary>
    private static RawAttribute Blur(double probability) =>
        RawAttribute.Of<GaussianBlurAttribute>(
            (nameof(GaussianBlurAttribute.MinSigma), 0.1),
            (nameof(GaussianBlurAttribute.MaxSigma), 2),
            (nameof(GaussianBlurAttribute.Probability), probability)
        );
}

/// <summary>An augmentation of a paper: what the steps on such a class would say.</summary>
/// <param name="Preset">Which one.</param>
/// <param name="Source">Paper, and the place in the authors' code.</param>
/// <param name="Steps">The steps in order.</param>
internal sealed record ViewsPresetEntry(ViewsPreset Preset, string Source, EquatableArray<RawAttribute> Steps);
