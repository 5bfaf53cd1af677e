using System.Reflection;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>
/// The loss that the language says embeddings have that tell nothing of their images, which a run is judged by, is what
/// the losses give.
/// </summary>
public sealed class ChanceTests
{
    private const int Entries = 128;

    /// <summary>All experiments whose method knows such a value.</summary>
    public static TheoryData<string> Known => new(Models.Select(model => model.Type.Name));

    private static IEnumerable<ExperimentModel> Models =>
        Experiments
            .All.Select(found => found.Model)
            .Where(model => !model.Loss.IsCustom && Sized(model, batch: 64).ChanceLoss() is not null);

    [Fact]
    public void Known_AreExperimentsOfEveryMethodThatContrasts() =>
        Models
            .Select(model => model.Method.Facts.Word)
            .Distinct()
            .Should()
            .BeEquivalentTo(
                "SimClr",
                "MoCo",
                "MoCoV3",
                "SupCon",
                "EndToEnd",
                "Cpc",
                "InstanceDiscrimination",
                "Pirl",
                "Nnclr"
            );

    /// <summary>At right angles no embedding is nearer to one than to another, so that the value is exact.</summary>
    [Theory]
    [MemberData(nameof(Known))]
    public void Chance_OfEmbeddingsAtRightAngles_IsTheirLoss(string name)
    {
        using var scope = NewDisposeScope();
        var model = Sized(TrainingTests.Definition(name).Model, batch: 16);

        Blind(model, RightAngles()).Should().BeApproximately(model.ChanceLoss()!.Value, 1e-9);
    }

    /// <summary>
    /// Similarities of random directions, divided by the temperature, have a variance v of 1/(D·τ²), which lifts the
    /// logarithm of a sum of exponentials by v/2; and the mean of B positives deviates by √(v/B). With v = 1/400 and
    /// B = 64 that is 0.001 and 0.006, four of which are within a hundredth of any of these losses: what the watch over
    /// a run means by near.
    /// </summary>
    [Theory]
    [MemberData(nameof(Known))]
    public void Chance_OfRandomEmbeddings_IsTheirLossToAHundredth(string name)
    {
        using var scope = NewDisposeScope();
        var model = Sized(TrainingTests.Definition(name).Model, batch: 64);
        var temperature = model.Loss.Temperature;

        (
            Blind(model, RandomDirections((long)Math.Ceiling(400 / (temperature * temperature))))
            / model.ChanceLoss()!.Value
        )
            .Should()
            .BeApproximately(1, 0.01);
    }

    /// <summary>The decoupled loss, of either method and with weights too.</summary>
    [Theory]
    [InlineData("SimClr", false)]
    [InlineData("SimClr", true)]
    [InlineData("MoCoV3", false)]
    [InlineData("MoCoV3", true)]
    public void Chance_OfTheDecoupledLoss_IsItsLoss(string kind, bool isWeighted)
    {
        using var scope = NewDisposeScope();
        var declared = Experiments.All.First(found => found.Model.Method.Facts.Word == kind).Model;
        var model = Sized(declared, batch: 16) with
        {
            Loss = new DclLossModel(new TypeName("X", "X", "X"), 0.1, isWeighted, 0.5) { Word = "DclLoss" },
        };

        MethodProof
            .All[kind]
            .Blind(model, RightAngles(), given =>
                isWeighted ? Dcl.WeightedLoss(given[0], given[1], 0.1, 0.5) : Dcl.Loss(given[0], given[1], 0.1)
            )
            .item<double>()
            .Should()
            .BeApproximately(model.ChanceLoss()!.Value, 1e-9);
    }

    /// <summary>A given Z is not that of the embeddings, so nobody knows what the loss comes to.</summary>
    [Fact]
    public void Chance_OfNoiseContrastWithAGivenZ_IsUnknown()
    {
        var model = Sized(TrainingTests.Definition(nameof(Declarations.TinyInstanceDiscrimination)).Model, batch: 64);
        var loss = (NceLossModel)model.Loss;

        (model with { Loss = loss with { Partition = 5000 } }).ChanceLoss().Should().BeNull();
    }

    /// <summary>The loss of the experiment's own generated class.</summary>
    private static double Blind(ExperimentModel model, Func<long, Tensor> rows)
    {
        var compute = typeof(ChanceTests).Assembly.GetType(model.Loss.Type.Qualified)!.GetMethod("Compute")!;
        return MethodProof
            .All[model.Method.Facts.Word]
            .Blind(model, rows, given => (Tensor)compute.Invoke(null, [.. given])!)
            .to(ScalarType.Float64)
            .item<double>();
    }

    /// <summary>The experiment with so small a batch, queue or bank that all embeddings fit into memory.</summary>
    private static ExperimentModel Sized(ExperimentModel model, int batch) =>
        model with
        {
            Training = model.Training with { BatchSize = batch },
            Images = new ImagesModel(2 * Entries, 10),
            Method = model.Method with
            {
                Memory = new(
                    model.Method.Memory.Select<MemoryModel, MemoryModel>(memory =>
                        memory switch
                        {
                            QueueModel queue => queue with { Size = Entries },
                            BankModel bank => bank with { Negatives = Math.Min(bank.Negatives, Entries) },
                            _ => memory,
                        }
                    )
                ),
            },
        };

    /// <summary>Rows of the identity, float64, so many one after another, and from the first again.</summary>
    private static Func<long, Tensor> RightAngles()
    {
        var all = eye(2048, dtype: ScalarType.Float64);
        var next = 0L;
        return count =>
        {
            var first = next + count <= all.size(0) ? next : 0;
            next = first + count;
            return all.narrow(0, first, count);
        };
    }

    private static Func<long, Tensor> RandomDirections(long size)
    {
        var generator = new Generator(7, CPU);
        return count => nn.functional.normalize(randn(count, size, generator: generator), p: 2, dim: 1);
    }
}

/// <summary>What the tests above ask of a declaration.</summary>
file static class Chance
{
    public static double? ChanceLoss(this ExperimentModel model) => model.Method.ChanceLoss(model);
}
