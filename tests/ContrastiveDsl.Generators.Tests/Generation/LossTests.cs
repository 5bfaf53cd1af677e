using System.Text.RegularExpressions;
using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>What is emitted of losses, and how a step calls them.</summary>
public sealed class LossTests
{
    [Fact]
    public void DecoupledLoss_OfWeightedPairs_HasASigma()
    {
        var loss = EmittedClass.Of(
            """
            using ContrastiveDsl;

            namespace Shop;

            [DclLoss(Temperature = 0.2, Weighted = true)]
            public partial class ClothesLoss;
            """,
            "Shop.ClothesLoss"
        );

        loss.Members("Temperature", "Sigma", "Compute")
            .Should()
            .Be(
                """
                public const double Temperature = 0.2;
                public const double Sigma = 0.5;
                public static Tensor Compute(Tensor z0, Tensor z1) => Dcl.WeightedLoss(z0, z1, Temperature, Sigma);
                """
            );
    }

    /// <summary>The full text of one is in the snapshot of the example.</summary>
    [Theory]
    [InlineData(
        "InfoNceLoss",
        "Compute(Tensor queries, Tensor keys, Tensor queue) => InfoNce.Loss(queries, keys, queue, Temperature);"
    )]
    [InlineData("MoCoV3Loss", "Compute(Tensor queries, Tensor keys) => MoCoV3.Loss(queries, keys, Temperature);")]
    [InlineData("ByolLoss", "Compute(Tensor predictions, Tensor targets) => Byol.Loss(predictions, targets);")]
    [InlineData(
        "NegativeCosineLoss",
        "Compute(Tensor predictions, Tensor targets) => NegativeCosine.Loss(predictions, targets);"
    )]
    [InlineData(
        "SupConLoss(Form = SupConForm.In)",
        "Compute(Tensor z, Tensor labels) => SupCon.Loss(z, labels, Temperature, BaseTemperature, SupConForm.In);"
    )]
    [InlineData(
        "BatchInfoNceLoss(Symmetric = true)",
        "Compute(Tensor queries, Tensor keys) => BatchInfoNce.Loss(queries, keys, Temperature, symmetric: true, normalize: true);"
    )]
    [InlineData(
        "BatchInfoNceLoss(Normalize = false)",
        "Compute(Tensor queries, Tensor keys) => BatchInfoNce.Loss(queries, keys, Temperature, symmetric: false, normalize: false);"
    )]
    [InlineData(
        "PairwiseContrastiveLoss(Margin = 1.5)",
        "Compute(Tensor z0, Tensor z1, Tensor labels) => PairwiseContrastive.Loss(z0, z1, labels, Margin, normalize: true);"
    )]
    [InlineData(
        "NceLoss(Partition = 4096.5)",
        "Compute(Tensor positives, Tensor negatives, Tensor noise) => Nce.Loss(positives, negatives, noise, Temperature);"
    )]
    [InlineData(
        "MemorySoftmaxLoss",
        "Compute(Tensor positives, Tensor negatives) => MemorySoftmax.Loss(positives, negatives, Temperature);"
    )]
    public void Loss_OfTheCatalogue_CallsTheLibrarysFunction(string attribute, string function)
    {
        var loss = EmittedClass.Of(
            $$"""
            using ContrastiveDsl;

            namespace Shop;

            [{{attribute}}]
            public partial class ClothesLoss;
            """,
            "Shop.ClothesLoss"
        );

        Regex.Replace(loss.Members("Compute"), @"\s+", " ").Should().Be("public static Tensor " + function);
        loss.Text.Should()
            .Contain("/// <summary>", "class, constants and function are documented")
            .And.Contain("/// <param name=");
    }

    [Fact]
    public void Loss_OfTheUsers_IsCalledWithTheMethodsTensors()
    {
        var experiment = EmittedClass.Of(
            "using static TorchSharp.torch;\n"
                + MethodSources.Parts
                + """

                /// <summary>Their own.</summary>
                [Loss]
                public static partial class CustomLoss
                {
                    /// <summary>Far from the queue.</summary>
                    public static Tensor Compute(Tensor queries, Tensor keys, Tensor queue) => queries.mul(keys).mean().neg().add(queries.mm(queue.t()).mean());
                }

                [MoCo(Version = 2, Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(CustomLoss))]
                [NegativeQueue(Size = 4096)] [Sgd]
                public partial class ClothesMoCo;
                """,
            "Shop.ClothesMoCo"
        );

        experiment.Mentioning("CustomLoss").Should().Be("var loss = CustomLoss.Compute(q, k, queue.Keys);");
    }
}
