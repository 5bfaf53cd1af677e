using System.Text.Json;
using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// ResNets of the catalogue: features, running statistics and state-dict keys of generated modules with formula
/// weights; the classifier <c>fc</c> is added here.
/// </summary>
internal sealed class ResNetTopic : IGoldenTopic
{
    private const int Classes = 1000;

    public string Name => "resnet";

    public string? WhyNot(GoldenCase golden) =>
        Backbone(golden) is null ? $"the catalogue has no '{golden.Word("arch")}' yet" : null;

    public void Run(GoldenCase golden)
    {
        var encoder = DeclaredModule.Create(Declaration(golden), [null]);
        var fc = nn.Linear(encoder.state_dict()["layer4.0.conv1.weight"].shape[0] * Expansion(golden), Classes);
        var entries = FormulaFill.Entries(encoder, "fc", fc);
        if (golden.Word("kind") == "keys")
        {
            FormulaFill.CompareKeys(golden, entries);
            return;
        }

        FormulaFill.Apply(entries, golden.Parameters.GetProperty("weight_fill"));
        var images = FormulaFill.Images(golden, (long)golden.Number("in_channels"));
        encoder.train(golden.Word("mode") == "train");
        using var noGrad = no_grad();
        var features = encoder.call(images);
        Compare.Tensor(golden, "features_first16", features.narrow(1, 0, 16));
        Compare.Tensor(golden, "features_mean", features.mean([1L]));
        Compare.Tensor(
            golden,
            "features_std",
            features.sub(features.mean([1L], keepdim: true)).square().mean([1L]).sqrt()
        );
        Compare.Tensor(golden, "logits_first8", fc.call(features).narrow(1, 0, 8));
        if (golden.Word("mode") == "train")
        {
            CompareStatistics(golden, entries);
        }
    }

    private static void CompareStatistics(GoldenCase golden, IReadOnlyList<(string Name, Tensor Value)> entries)
    {
        Tensor Last(string ending) =>
            entries.Last(entry => entry.Name.EndsWith(ending, StringComparison.Ordinal)).Value;
        Tensor First(string name) => entries.Single(entry => entry.Name == name).Value;
        Compare.Tensor(golden, "bn1.running_mean_first16", First("bn1.running_mean").narrow(0, 0, 16));
        Compare.Tensor(golden, "bn1.running_var_first16", First("bn1.running_var").narrow(0, 0, 16));
        Compare.Tensor(golden, "last_running_mean_first16", Last(".running_mean").narrow(0, 0, 16));
        Compare.Tensor(golden, "last_running_var_first16", Last(".running_var").narrow(0, 0, 16));
        Compare.Tensor(golden, "num_batches_tracked", First("bn1.num_batches_tracked"));
    }

    private static string Declaration(GoldenCase golden)
    {
        var size = golden.Parameters.TryGetProperty("image_size", out var given) ? given.GetInt32() : 224;
        var stem = golden.Word("stem") == "cifar" ? "Small" : "ImageNet";
        return $"[Encoder(Backbone.{Backbone(golden)}, Stem = Stem.{stem}, Channels = {(int)golden.Number("in_channels")}, ImageSize = {size})]";
    }

    private static string? Backbone(GoldenCase golden) =>
        golden.Word("arch") switch
        {
            "resnet18" => "ResNet18",
            "resnet34" => "ResNet34",
            "resnet50" => "ResNet50",
            "resnet101" => "ResNet101",
            _ => null,
        };

    private static int Expansion(GoldenCase golden) => golden.Word("arch") is "resnet18" or "resnet34" ? 1 : 4;
}
