using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Misuse;

/// <summary>What the head of a file says is read tolerantly and judged exactly.</summary>
public sealed class MisuseExpectationTests
{
    private const string Cold = """

        using ContrastiveDsl;

        [NtXentLoss(Temperature = 0)]
        public partial class Cold;
        """;

    [Theory]
    [InlineData("// expect: error CDSL2016 at line 4", "error CDSL2016 at line 4")]
    [InlineData("//EXPECT : Error cdsl2016 AT LINE 4", "error CDSL2016 at line 4")]
    [InlineData("//   Expect = error: CDSL2016, line: 4 (a temperature of 0)", "error CDSL2016 at line 4")]
    [InlineData("// expected: error CDSL2016 (line 4)", "error CDSL2016 at line 4")]
    [InlineData("// expect: error CDSL2016:4", "error CDSL2016 at line 4")]
    [InlineData("// expect: CDSL2016 on line 12", "CDSL2016 at line 12")]
    [InlineData("// expect: warning CDSL2017", "warning CDSL2017")]
    [InlineData("// expect: warning CDSL2017 for 3 reasons", "warning CDSL2017")]
    [InlineData("// expect: info CDSL2027 at line 3", "info CDSL2027 at line 3")]
    [InlineData("// expect: error CDSLnnnn at line 3", "error any rule at line 3")]
    [InlineData("// expect: error CDSL????", "error any rule")]
    [InlineData("// expect: error CS0246 at line 3", "error CS0246 at line 3")]
    [InlineData(
        "// expect: error CDSL2016 at line 4, warning CDSL2017 at line 9",
        "error CDSL2016 at line 4; warning CDSL2017 at line 9"
    )]
    [InlineData(
        "// expect: error CDSL2016 at line 4\r\n\r\n// A word.\r\n// expect: error CDSL0001 at line 7\r\n",
        "error CDSL2016 at line 4; error CDSL0001 at line 7"
    )]
    [InlineData("\uFEFF// expect: error CDSL2016 at line 4", "error CDSL2016 at line 4")]
    [InlineData("/* expect: error CDSL2016 at line 4 */", "error CDSL2016 at line 4")]
    [InlineData("// expect: none", "")]
    [InlineData("//expect:None.", "")]
    [InlineData("// expect: nothing", "")]
    public void Read_Head_IsUnderstood(string head, string expected)
    {
        var expectations = MisuseExpectation.Read(head + Cold);

        string.Join("; ", expectations!).Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("// What to expect of a file without a word about it.")]
    public void Read_HeadWithoutExpectation_IsNull(string head) =>
        MisuseExpectation.Read(head + Cold).Should().BeNull();

    [Fact]
    public void Read_ExpectationBelowTheHead_DoesNotCount() =>
        MisuseExpectation.Read("using ContrastiveDsl;\n// expect: none").Should().BeNull();

    [Fact]
    public void Read_ExpectationOfNothingKnown_IsRefused()
    {
        var read = () => MisuseExpectation.Read("// expect: error DSL2016" + Cold);

        read.Should().Throw<FormatException>().WithMessage("'// expect: error DSL2016' names no rule*");
    }

    [Theory]
    [InlineData("error CDSL2016 at line 4")]
    [InlineData("error CDSL2016")]
    [InlineData("CDSL2016")]
    [InlineData("error CDSLnnnn at line 4")]
    public async Task Verdict_AsExpected_IsEmpty(string expected) => (await JudgeAsync(expected)).Should().BeEmpty();

    [Theory]
    [InlineData("none", "expected none, but:\n    too much: error CDSL2016 at line 4: Temperature must be")]
    [InlineData(
        "error CDSL2016 at line 5",
        "missing: error CDSL2016 at line 5\n    too much: error CDSL2016 at line 4"
    )]
    [InlineData("warning CDSL2016 at line 4", "missing: warning CDSL2016 at line 4\n    too much: error CDSL2016")]
    [InlineData("error CDSL2017 at line 4", "missing: error CDSL2017 at line 4\n    too much: error CDSL2016")]
    [InlineData("error CDSL2016, error CDSL2016", "missing: error CDSL2016")]
    [InlineData("error CDSL2016, info CDSL2027", "missing: info CDSL2027")]
    public async Task Verdict_NotAsExpected_SaysWhatIsMissingAndWhatIsTooMuch(string expected, string text) =>
        (await JudgeAsync(expected)).Should().Contain(text);

    [Fact]
    public async Task Verdict_CompilerErrorBesideOurs_IsTooMuch()
    {
        var verdict = MisuseVerdict.Of(
            MisuseExpectation.Read("// expect: error CDSL2016"),
            await MisuseCorpus.FindAsync(Cold + "\npublic class Shop : Unknown;")
        );

        verdict.Should().Contain("too much: error CS0246 at line 6").And.NotContain("missing:");
    }

    [Fact]
    public async Task Verdict_Information_IsJudgedWhereItIsAskedFor()
    {
        const string source = """
            // expect: none
            [Encoder(Backbone.ResNet18)] public partial class Network;
            [ProjectionHead(HeadPreset.MoCoV2)] public partial class Projector;
            [AugmentationFamily(ViewsPreset.MoCoV2)] public partial class Family;
            [InfoNceLoss] public partial class Contrast;
            [MoCo(Encoder = typeof(Network), Projector = typeof(Projector), Views = typeof(Family), Loss = typeof(Contrast))]
            [NegativeQueue] [Adam] public partial class Experiment;
            """;
        var findings = await MisuseCorpus.FindAsync(source);

        MisuseVerdict.Of(MisuseExpectation.Read(source), findings).Should().BeEmpty();
        MisuseVerdict.Of(MisuseExpectation.Read("// expect: info CDSL2027 at line 6"), findings).Should().BeEmpty();
        MisuseVerdict
            .Of(MisuseExpectation.Read("// expect: info CDSL2027 at line 2"), findings)
            .Should()
            .Contain("missing: info CDSL2027 at line 2");
    }

    /// <summary>A project's usings, whichever of them a file writes itself.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(
        "using ContrastiveDsl;\nusing ContrastiveDsl.Augmentation;\nusing TorchSharp;\nusing static TorchSharp.torch;\n"
    )]
    [InlineData(
        "using System;\nusing ContrastiveDsl;\nusing ContrastiveDsl.Augmentation;\nusing static TorchSharp.torch;\n"
    )]
    public async Task Find_SourceWithOrWithoutUsings_Compiles(string usings)
    {
        const string source = """
            [Transform]
            public static partial class Fade
            {
                public static Tensor Apply(Tensor images, TransformDraws draws) => images * draws.Uniform(0).view(-1, 1, 1, 1);
            }
            """;

        (await MisuseCorpus.FindAsync(usings + source)).Should().BeEmpty();
    }

    [Fact]
    public async Task Find_Program_Compiles()
    {
        const string source = """
            Console.WriteLine(string.Join(", ", args.Order()));

            [NtXentLoss]
            public partial class Contrast;
            """;

        (await MisuseCorpus.FindAsync(source)).Should().BeEmpty();
    }

    private static async Task<string> JudgeAsync(string expected)
    {
        var source = "// expect: " + expected + Cold;
        return MisuseVerdict.Of(MisuseExpectation.Read(source), await MisuseCorpus.FindAsync(source));
    }
}
