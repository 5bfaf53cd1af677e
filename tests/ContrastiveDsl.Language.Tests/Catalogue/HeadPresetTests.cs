using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Catalogue;

/// <summary>Presets are the papers' heads, layer by layer.</summary>
public sealed class HeadPresetTests
{
    private const string Relu = "ReLU";

    /// <summary>What each head is behind 2048 features, or behind the projection head of its paper.</summary>
    public static TheoryData<string, HeadPreset, int, string> Heads =>
        new()
        {
            { "ProjectionHead", HeadPreset.SimClrV1, 2048, "2048 | BN | ReLU | 128 | BN" },
            { "ProjectionHead", HeadPreset.SimClrV2, 2048, "2048 | BN | ReLU | 2048 | BN | ReLU | 128 | BN" },
            { "ProjectionHead", HeadPreset.MoCoV1, 2048, "128 + bias" },
            { "ProjectionHead", HeadPreset.MoCoV2, 2048, "2048 + bias | ReLU | 128 + bias" },
            { "ProjectionHead", HeadPreset.MoCoV3ResNet, 2048, "4096 | BN | ReLU | 256 | BN, not affine" },
            { "PredictionHead", HeadPreset.MoCoV3ResNet, 256, "4096 | BN | ReLU | 256" },
            {
                "ProjectionHead",
                HeadPreset.MoCoV3ViT,
                384,
                "4096 | BN | ReLU | 4096 | BN | ReLU | 256 | BN, not affine"
            },
            { "PredictionHead", HeadPreset.MoCoV3ViT, 256, "4096 | BN | ReLU | 256 | BN, not affine" },
            { "ProjectionHead", HeadPreset.Byol, 2048, "4096 + bias | BN | ReLU | 256" },
            { "PredictionHead", HeadPreset.Byol, 256, "4096 + bias | BN | ReLU | 256" },
            {
                "ProjectionHead",
                HeadPreset.SimSiam,
                2048,
                "2048 | BN | ReLU | 2048 | BN | ReLU | 2048 | BN, not affine"
            },
            { "PredictionHead", HeadPreset.SimSiam, 2048, "512 | BN | ReLU | 2048 + bias" },
            { "ProjectionHead", HeadPreset.SimSiamCifar10, 512, "2048 | BN | ReLU | 2048 | BN, not affine" },
            { "PredictionHead", HeadPreset.SimSiamCifar10, 2048, "512 | BN | ReLU | 2048 + bias" },
            { "ProjectionHead", HeadPreset.RaftMlp, 2048, "4096 + bias | BN | ReLU | 256 + bias" },
            { "PredictionHead", HeadPreset.RaftMlp, 256, "4096 + bias | BN | ReLU | 256 + bias" },
            { "ProjectionHead", HeadPreset.RaftMlpCifar10, 512, "512 + bias | BN | ReLU | 256 + bias" },
            { "PredictionHead", HeadPreset.RaftMlpCifar10, 256, "512 + bias | BN | ReLU | 256 + bias" },
            { "PredictionHead", HeadPreset.RaftLinear, 256, "256 + bias" },
            { "ProjectionHead", HeadPreset.Dino, 384, "2048 + bias | GELU | 2048 + bias | GELU | 256 + bias" },
        };

    [Theory]
    [MemberData(nameof(Heads))]
    public void Preset_AloneOnAHead_IsThePapers(string word, HeadPreset preset, int input, string layers)
    {
        var raw = Class("Head", Word(word, ("Preset", preset)));

        raw.ShouldReport(null);
        Line(Resolve.Head(raw).WithInput(input)).Should().Be(layers);
    }

    [Fact]
    public void Heads_EveryPreset_IsAmongThem()
    {
        var tested = Heads.Select(row =>
            (row[0] is "PredictionHead" ? DeclarationKind.Predictor : DeclarationKind.Projector, (HeadPreset)row[1])
        );

        tested.Should().BeEquivalentTo(HeadPresets.All.Select(entry => (entry.Role, entry.Preset)));
        HeadPresets.All.Select(entry => entry.Preset).Distinct().Should().BeEquivalentTo(Enum.GetValues<HeadPreset>());
        HeadPresets.All.Should().OnlyContain(entry => entry.Source.Contains("arXiv:"));
    }

    /// <summary>What a paper is named for makes no other head.</summary>
    [Fact]
    public void Preset_WrittenOut_IsTheSameHead()
    {
        var preset = Resolve.Head(Head(("Preset", HeadPreset.MoCoV2)));
        var written = Resolve.Head(
            Head(("Output", 128), ("Norm", Norm.None), ("HiddenBias", true), ("OutputBias", true))
        );

        preset.Preset!.Preset.Should().Be(HeadPreset.MoCoV2);
        written.Preset.Should().BeNull();
        Fingerprint.Of(preset).Should().Be(Fingerprint.Of(written));
    }

    /// <summary>2048·2048 + 2·2048 + 2048·128 + 2·128: scales and shifts of both normalizations, no biases.</summary>
    [Fact]
    public void SimClrV1_Parameters_AreWeightsScalesAndShifts()
    {
        Resolve.Head(Head(("Preset", HeadPreset.SimClrV1))).WithInput(2048).ParameterCount.Should().Be(4_460_800);
    }

    [Fact]
    public void Preset_SettingsBesideIt_Win()
    {
        var raw = Head(
            ("Preset", HeadPreset.Byol),
            ("Hidden", 256),
            ("Output", 64),
            ("HiddenBias", false),
            ("OutputNorm", Norm.Batch)
        );

        raw.ShouldReport(null);
        Line(Resolve.Head(raw).WithInput(128)).Should().Be("256 | BN | ReLU | 64 | BN");
    }

    /// <summary>
    /// Stated hidden sizes are followed, not the input's: a preset that follows the input does so only as long as
    /// nothing else is written.
    /// </summary>
    [Theory]
    [InlineData(0, "128 + bias | ReLU | 128 + bias")]
    [InlineData(512, "512 + bias | ReLU | 128 + bias")]
    public void Preset_HiddenOfTheFeatures_GivesWayToAStatedOne(int hidden, string layers)
    {
        var raw =
            hidden == 0 ? Head(("Preset", HeadPreset.MoCoV2)) : Head(("Preset", HeadPreset.MoCoV2), ("Hidden", hidden));

        Line(Resolve.Head(raw).WithInput(128)).Should().Be(layers);
    }

    [Theory]
    [InlineData("PredictionHead", HeadPreset.MoCoV2, true)]
    [InlineData("PredictionHead", HeadPreset.SimSiam, false)]
    [InlineData("ProjectionHead", HeadPreset.RaftLinear, true)]
    [InlineData("ProjectionHead", HeadPreset.RaftMlp, false)]
    public void Preset_OfAnotherHead_IsAnError(string word, HeadPreset preset, bool fires)
    {
        var raw = Class("Head", Word(word, ("Preset", preset)));

        if (fires)
        {
            raw.ShouldReportAt("CDSL1039", "Head#0.Preset");
        }
        else
        {
            raw.ShouldReport(null);
        }
    }

    [Fact]
    public void Preset_NotDefined_IsReportedOnce()
    {
        Class("Head", Word("ProjectionHead", ("Preset", 99), ("Output", 64)))
            .ShouldReportAt("CDSL0015", "Head#0.Preset");
    }

    [Fact]
    public void Preset_BesideListedLayers_HasNoEffect()
    {
        Class("Head", Word("ProjectionHead", ("Preset", HeadPreset.Byol)), Word("Linear", ("Features", 64)))
            .ShouldReportAt("CDSL0008", "Head#0.Preset");
    }

    private static string Line(HeadModel head) =>
        string.Join(
            " | ",
            head.Layers.Select(layer =>
                layer.Layer switch
                {
                    LinearLayer linear => linear.Features + (linear.Bias ? " + bias" : string.Empty),
                    BatchNormLayer norm => norm.Affine ? "BN" : "BN, not affine",
                    ReluLayer => Relu,
                    GeluLayer => "GELU",
                    _ => layer.Layer.Kind,
                }
            )
        );
}
