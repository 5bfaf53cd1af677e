using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>What the language says of negatives is what the losses do.</summary>
public sealed class NegativesTests
{
    public static TheoryData<string> Kinds => MatrixTests.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void NegativesPerAnchor_OfEveryMethod_AreThoseThatItsLossRepels(string kind)
    {
        using var scope = NewDisposeScope();
        var model = Model(kind);

        model.NegativesPerAnchor.Should().Be(MethodProof.All[kind].CountNegatives(model));
    }

    /// <summary>The decoupled loss contrasts both views of every other image, whichever method calls it.</summary>
    [Theory]
    [InlineData("SimClr")]
    [InlineData("MoCoV3")]
    public void NegativesPerAnchor_OfTheDecoupledLoss_AreThoseThatItRepels(string kind)
    {
        using var scope = NewDisposeScope();
        var model = Model(kind) with
        {
            Loss = new DclLossModel(new TypeName("X", "X", "X"), MethodProof.Temperature, false, 0)
            {
                Word = "DclLoss",
            },
        };

        model
            .NegativesPerAnchor.Should()
            .Be(MethodProof.OfPairs(model, (queries, keys) => Dcl.Loss(queries, keys, MethodProof.Temperature)));
        model.Method.Similarities(model).Should().Be((2L * MethodProof.Images, 2L * MethodProof.Images));
    }

    private static ExperimentModel Model(string kind)
    {
        var model = Experiments
            .All.Select(found => found.Model)
            .First(found =>
                found.Method.Facts.Word == kind && !found.Loss.IsCustom && found.Bank is not { Negatives: 0 }
            );
        return model with { Training = model.Training with { BatchSize = MethodProof.Images } };
    }
}
