using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

/// <summary>
/// Of an experiment that lacks a part everything is said that does not depend on the part, and nothing that does.
/// </summary>
public sealed class UnfinishedRuleTests
{
    /// <summary>Each method with each part that it cannot do without.</summary>
    public static TheoryData<string, string> Parts
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var method in MethodCatalogue.All)
            {
                foreach (var part in method.Parts.Where(part => part.IsRequired))
                {
                    data.Add(method.Word, part.Argument);
                }
            }

            return data;
        }
    }

    /// <summary>A step back from a sound experiment is one mistake, whatever depends on the part.</summary>
    [Theory]
    [MemberData(nameof(Parts))]
    public void Lacking_OfASoundExperiment_IsTheOnlyFinding(string word, string part) =>
        Findings.Ids(Method(word).Lacking(part)).Should().Equal(part == "Predictor" ? "CDSL2001" : "CDSL0007");

    /// <summary>Each method with any two parts that it cannot do without.</summary>
    public static TheoryData<string, string, string> Pairs
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var method in MethodCatalogue.All)
            {
                string[] parts = [.. method.Parts.Where(part => part.IsRequired).Select(part => part.Argument)];
                foreach (var (first, index) in parts.Select((part, index) => (part, index)))
                {
                    foreach (var second in parts.Skip(index + 1))
                    {
                        data.Add(method.Word, first, second);
                    }
                }
            }

            return data;
        }
    }

    /// <summary>Each is missing by itself, and nothing follows from either.</summary>
    [Theory]
    [MemberData(nameof(Pairs))]
    public void LackingTwo_OfASoundExperiment_AreTheOnlyFindings(string word, string first, string second) =>
        Findings
            .Ids(Method(word).Lacking(first).Lacking(second))
            .Should()
            .BeEquivalentTo(
                first == "Predictor" ? "CDSL2001" : "CDSL0007",
                second == "Predictor" ? "CDSL2001" : "CDSL0007"
            );

    /// <summary>
    /// What is wrong with the optimizer is; what does not fit the encoder follows from there being none.
    /// </summary>
    [Fact]
    public void Optimizer_BesideAMissingEncoder_IsJudgedAndNothingThatFollows()
    {
        var whole = Method("SimClr")
            .With(
                "SimClr",
                ("Projector", Head(("Input", 7), ("Output", 64))),
                (
                    "Views",
                    Views(
                        Word("RandomResizedCrop"),
                        Word("Normalize", ("Mean", new[] { 0.4, 0.5, 0.6 }), ("Std", new[] { 0.2, 0.2, 0.2 }))
                    )
                )
            )
            .With("Adam", ("LearningRate", 5.0));

        Findings.Ids(whole).Should().BeEquivalentTo("CDSL1001", "CDSL1006", "CDSL4007");
        Findings.Ids(whole.Lacking("Encoder")).Should().BeEquivalentTo("CDSL0007", "CDSL4007");
    }

    [Theory]
    [MemberData(nameof(MethodRuleTests.Methods), MemberType = typeof(MethodRuleTests))]
    public void LackingOptimizer_OfASoundExperiment_IsTheOnlyFinding(string word) =>
        Findings.Ids(Method(word).Without("Adam")).Should().Equal("CDSL0007");

    /// <summary>A range is told beside whatever is missing.</summary>
    [Theory]
    [MemberData(nameof(Parts))]
    public void Run_BesideAMissingPart_IsJudged(string word, string part)
    {
        var raw = Method(word).Lacking(part).With("Training", ("Epochs", -1)).With("Adam", ("LearningRate", 5.0));

        Findings.Ids(raw).Should().HaveCount(3).And.Contain(["CDSL4018", "CDSL4007"]);
    }

    [Theory]
    [InlineData("Predictor", "CDSL2001")]
    [InlineData("Encoder", "CDSL0007")]
    [InlineData("Projector", "CDSL0007")]
    [InlineData("Views", "CDSL0007")]
    [InlineData("Loss", "CDSL0007")]
    public void Momentum_BesideAMissingPart_IsJudged(string part, string missing)
    {
        var raw = Method("Byol").Lacking(part).Plus(Word("MomentumEncoder", ("Momentum", 99.6)));

        Findings.Ids(raw).Should().BeEquivalentTo(missing, "CDSL5005");
    }

    [Theory]
    [InlineData("Encoder")]
    [InlineData("Projector")]
    [InlineData("Views")]
    [InlineData("Loss")]
    public void SettingsOfAMethod_BesideAMissingPart_AreJudged(string part)
    {
        Findings
            .Ids(Method("Dino").With("Dino", ("TeacherTemperature", 0.0)).Lacking(part))
            .Should()
            .BeEquivalentTo("CDSL0007", "CDSL2033");
        Findings
            .Ids(Method("SupCon").With("SupCon", ("ViewCount", 0)).Lacking(part))
            .Should()
            .HaveCount(2)
            .And.Contain("CDSL0007");
    }

    [Fact]
    public void Loss_BesideAMissingPredictor_IsJudged()
    {
        var raw = Method("Byol")
            .Lacking("Predictor")
            .With("Byol", ("Loss", Loss()))
            .With("Adam", ("LearningRate", 5.0));

        Findings.Ids(raw).Should().BeEquivalentTo("CDSL2001", "CDSL2030", "CDSL4007");
    }

    /// <summary>What of the networks does not fit is told; a predictor that is not there has nothing to fit.</summary>
    [Fact]
    public void Projector_BesideAMissingPredictor_IsJudged() =>
        Findings
            .Ids(Method("Byol").Lacking("Predictor").With("Byol", ("Projector", Head(("Input", 7), ("Output", 64)))))
            .Should()
            .BeEquivalentTo("CDSL2001", "CDSL1001");

    [Theory]
    [InlineData("MoCo", "NegativeQueue", "CDSL2006")]
    [InlineData("Pirl", "MemoryBank", "CDSL2008")]
    public void Memory_Missing_HidesNothing(string word, string memory, string missing)
    {
        Findings.Ids(Method(word).Without(memory)).Should().Equal(missing);
        Findings
            .Ids(Method(word).Without(memory).With("Adam", ("LearningRate", 5.0)))
            .Should()
            .BeEquivalentTo(missing, "CDSL4007");
    }

    /// <summary>How a class is declared has no part in what a step does.</summary>
    [Fact]
    public void Step_OfAFamilyThatIsNotPartial_IsJudged()
    {
        var raw = Views(Word("Posterize", ("Bits", 8))).With(facts => facts with { IsPartial = false });

        Findings.Ids(raw).Should().HaveCount(2).And.Contain("CDSL3036");
    }

    /// <summary>Both reasons of a step that does nothing are mended at once.</summary>
    [Fact]
    public void Step_IdleForTwoReasons_HasBothTold() =>
        Views(Word("Posterize", ("Bits", 8), ("Probability", 0.0)))
            .ShouldReport(
                "CDSL3036 [Posterize] does nothing, since 8 bits are all that a pixel has and its probability is 0. Set Bits = 4 and Probability = 0.5, or remove it."
            );
}
