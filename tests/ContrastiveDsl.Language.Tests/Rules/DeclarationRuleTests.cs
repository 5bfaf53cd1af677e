using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests.Rules;

public sealed class DeclarationRuleTests
{
    [Fact]
    public void Layers_OnTwoDeclarations_AreAnErrorAtTheSecond()
    {
        var raw = Encoder();
        var attributes = raw.Attributes.Select(
            (attribute, index) => index > 2 ? attribute with { Declaration = 1 } : attribute
        );

        (raw with { Attributes = new EquatableArray<RawAttribute>(attributes) }).ShouldReportAt(
            "CDSL0030",
            "ClothesEncoder#3",
            "ClothesEncoder#1"
        );
    }

    [Fact]
    public void Steps_OnTwoDeclarations_AreAnError()
    {
        var raw = Views();
        var attributes = raw.Attributes.Select(
            (attribute, index) => index == 2 ? attribute with { Declaration = 1 } : attribute
        );

        (raw with { Attributes = new EquatableArray<RawAttribute>(attributes) }).ShouldReport(
            "CDSL0030 [RandomResizedCrop] and [Normalize] are written on two partial declarations of 'ClothesViews', so their order would be that of the files. Write all of them on one."
        );
    }

    /// <summary>In the order of the files nothing may fit: what follows from that is no news.</summary>
    [Fact]
    public void Layers_InTheOrderOfTheFiles_AreOneMistake()
    {
        var encoder = Class(
            "ClothesEncoder",
            Word("Encoder", ("Channels", 1), ("ImageSize", 28)),
            Word("GlobalAveragePool") with
            {
                Declaration = 1,
            },
            Word("Conv", ("Channels", 32), ("Kernel", 3)),
            Word("Relu")
        );

        encoder.ShouldReportAt("CDSL0030", "ClothesEncoder#2", "ClothesEncoder#1");
        Experiment(encoder, Head(("Input", 32), ("Output", 64))).ShouldReport(null);
        Analysis.Of(Experiment(encoder)).Fault.Should().StartWith("CDSL0030");
    }

    [Fact]
    public void Steps_InTheOrderOfTheFiles_AreOneMistake()
    {
        var views = Class(
            "ClothesViews",
            Word("AugmentationFamily"),
            Word("Normalize", ("Mean", 0.286), ("Std", 0.353)) with
            {
                Declaration = 1,
            },
            Word("RandomResizedCrop", ("Size", 99))
        );

        views.ShouldReportAt("CDSL0030", "ClothesViews#2", "ClothesViews#1");
        Experiment(views: views).ShouldReport(null);
    }

    /// <summary>What declares the class, and settings, have no order.</summary>
    [Fact]
    public void OtherAttributes_OnTwoDeclarations_AreNoError()
    {
        var raw = Encoder();
        var declared = raw.Attributes.Select(
            (attribute, index) => index == 0 ? attribute with { Declaration = 1 } : attribute
        );

        (raw with { Attributes = new EquatableArray<RawAttribute>(declared) }).ShouldReport(null);
        (
            Experiment() with
            {
                Attributes = new EquatableArray<RawAttribute>(
                    Experiment().Attributes.Select((attribute, index) => attribute with { Declaration = index })
                ),
            }
        ).ShouldReport(null);
    }

    [Fact]
    public void Experiment_AsInTheReadme_IsWithoutFinding()
    {
        Experiment().ShouldReport(null);
        Encoder().ShouldReport(null);
        Head().ShouldReport(null);
        Views().ShouldReport(null);
        Loss().ShouldReport(null);
    }

    [Fact]
    public void Class_NotPartial_IsReported()
    {
        var raw = Loss().With(facts => facts with { IsPartial = false });

        raw.ShouldReport(
            "CDSL0001 'ClothesLoss' must be partial so that its code can be generated. Add the 'partial' modifier."
        );
        raw.ShouldReportAt("CDSL0001", "ClothesLoss");
    }

    [Fact]
    public void CustomLoss_NotPartial_NeedsNoCodeAndIsAccepted()
    {
        Class("Own", Word("Loss"))
            .With(facts => facts with { IsPartial = false, LossParameters = new EquatableArray<int>(2) })
            .ShouldReport(null);
    }

    [Fact]
    public void Container_NotPartial_IsReportedAtTheContainer()
    {
        var raw = Loss().With(facts => facts with { NonPartialContainer = Name("Outer") });

        raw.ShouldReport(
            "CDSL0002 'Outer' contains 'ClothesLoss' and must be partial too. Add the 'partial' modifier to 'Outer'."
        );
        raw.ShouldReportAt("CDSL0002", "Outer");
    }

    public static TheoryData<string, string> Forms =>
        new()
        {
            {
                "abstract",
                "CDSL0003 'ClothesEncoder' is abstract, but an encoder must be a plain class. Remove 'abstract'."
            },
            { "static", "CDSL0003 'ClothesEncoder' is static, but an encoder must be a plain class. Remove 'static'." },
            {
                "generic",
                "CDSL0003 'ClothesEncoder' is generic or inside a generic type, but an encoder must be a plain class. Remove the type parameters, or move the class out."
            },
            {
                "file",
                "CDSL0003 'ClothesEncoder' is local to its file, but an encoder must be a plain class. Remove 'file'."
            },
            {
                "primary",
                "CDSL0003 'ClothesEncoder' is declared with a primary constructor, but an encoder must be a plain class. Remove the parameters after its name."
            },
            {
                "record",
                "CDSL0003 'ClothesEncoder' is a record, but an encoder must be a plain class. Write 'class' instead of 'record'."
            },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Encoder_WrongForm_IsReported(string form, string message)
    {
        Encoder()
            .With(facts =>
                facts with
                {
                    IsAbstract = form == "abstract",
                    IsStatic = form == "static",
                    IsGeneric = form == "generic",
                    IsFileLocal = form == "file",
                    IsRecord = form == "record",
                    HasPrimaryConstructor = form == "primary",
                }
            )
            .ShouldReport(message);
    }

    /// <summary>Custom code needs no further part, but a file of its own calls it.</summary>
    [Fact]
    public void CustomCode_LocalToItsFile_IsReported()
    {
        var loss = CustomLoss(2).With(facts => facts with { IsFileLocal = true });

        loss.ShouldReport("CDSL0003 'Own' is local to its file, but a loss must be a plain class. Remove 'file'.");
        CustomLoss(2).With(facts => facts with { IsAbstract = true }).ShouldReport(null);
    }

    [Fact]
    public void Part_CompiledWithoutTheGenerator_IsReportedWhereItIsNamed()
    {
        var bare = Head().With(facts => facts with { FromSource = false, CompiledWithoutGenerator = "Shop.Parts" });

        Experiment(projector: bare)
            .ShouldReport(
                "CDSL0031 'ClothesProjector' has no generated code: 'Shop.Parts' was compiled without the generator. Reference the package ContrastiveDsl in that project and build it again."
            );
        Experiment(projector: bare).ShouldReportAt("CDSL0031", "ClothesSimClr#0.Projector");
        Experiment(projector: Head().With(facts => facts with { FromSource = false })).ShouldReport(null);
    }

    [Fact]
    public void CustomCode_WithoutTypeArguments_IsReportedWhereItIsNamed()
    {
        var loss = CustomLoss(2).With(facts => facts with { IsGeneric = true, IsUnbound = true });
        var fade = Class("Fade", Word("Transform")).With(facts => facts with { AppliesTransform = true });
        var unbound = fade.With(facts => facts with { IsGeneric = true, IsUnbound = true });

        Experiment(loss: loss)
            .ShouldReport(
                "CDSL0034 [SimClr] names 'Own' without type arguments. Write them between the angle brackets, or use a class that has none."
            );
        Experiment(loss: loss).ShouldReportAt("CDSL0034", "ClothesSimClr#0.Loss");
        Views(Word("Transform", ("Type", unbound))).ShouldReportAt("CDSL0034", "ClothesViews#1.Type");
        Experiment(loss: loss.With(facts => facts with { IsUnbound = false })).ShouldReport(null);
        Views(Word("Transform", ("Type", fade))).ShouldReport(null);
    }

    [Fact]
    public void RequiredMember_OfWhatIsMade_IsReported()
    {
        var raw = Head().With(facts => facts with { RequiredMember = "Label" });

        Reported(raw, new RawMember("forward", 1))
            .Should()
            .Equal(
                "CDSL0033 'ClothesProjector' is made by generated code, which cannot set its required member 'Label'. Remove 'required'."
            );
        Reported(Loss().With(facts => facts with { RequiredMember = "Label" }), new RawMember("Compute", 2))
            .Should()
            .BeEmpty();
    }

    /// <summary>
    /// The members of an experiment's base class are none of the generator's, unless they share a name.
    /// </summary>
    [Fact]
    public void InheritedMember_ThatIsGeneratedToo_IsReported()
    {
        var raw = Experiment()
            .With(facts =>
                facts with
                {
                    BaseClass = "Resource",
                    Inherited = new EquatableArray<RawMember>(new RawMember("Dispose", 0)),
                }
            );

        Reported(raw, new RawMember("Dispose", 0))
            .Should()
            .Equal(
                "CDSL0032 'ClothesSimClr' inherits 'Dispose' from 'Resource', and a member of this name is generated for [SimClr]. Rename it there, or remove the base class."
            );
        Reported(raw, new RawMember("Dispose", 1)).Should().BeEmpty();
        Reported(raw, new RawMember("Close", 0)).Should().BeEmpty();
    }

    private static IEnumerable<string> Reported(RawClass raw, RawMember generated) =>
        ClassAnalysis
            .Of(raw, (analysis, findings) => MemberChecks.Check(analysis.Class, [generated], findings))
            .Findings.Select(finding => finding.Rule.Id + " " + finding.Message);

    [Fact]
    public void Experiment_WhoseBaseClassTheCompilerCannotMake_IsLeftToTheCompiler()
    {
        var raw = Experiment().With(facts => facts with { BaseClass = "Base", LacksBaseConstructor = true });

        raw.ShouldReport(null);
        Analysis.Of(raw).Fault.Should().Be("The compiler rejects the declaration of 'ClothesSimClr'.");
    }

    [Fact]
    public void Views_Static_IsAccepted()
    {
        Views().With(facts => facts with { IsStatic = true }).ShouldReport(null);
        Loss().With(facts => facts with { IsStatic = true }).ShouldReport(null);
    }

    [Fact]
    public void Class_DeclaringTwoThings_IsReportedOnce()
    {
        var raw = Class("Both", Word("NtXentLoss"), Word("ProjectionHead"));

        raw.ShouldReport(
            "CDSL0005 'Both' declares both [NtXentLoss] and [ProjectionHead]. Keep one, and give the other a class of its own."
        );
        raw.ShouldReportAt("CDSL0005", "Both#1", "Both#0");
        Class("Both", Word("Encoder"), Word("SimClr"), Word("Adam")).ShouldReportAt("CDSL0005", "Both#1", "Both#0");
    }

    [Fact]
    public void Class_OfAnotherAssembly_IsNotJudgedByItsForm()
    {
        Loss().With(facts => facts with { FromSource = false, IsPartial = false }).ShouldReport(null);
    }

    [Fact]
    public void Class_BrokenForTheCompiler_IsLeftToTheCompiler()
    {
        var raw = Loss(-1).With(facts => facts with { IsBroken = true });

        raw.ShouldReport(null);
        Analysis.Of(raw).Fault.Should().Be("The compiler rejects the declaration of 'ClothesLoss'.");
    }

    /// <summary>A class that declares something must not be told to declare a second thing.</summary>
    [Theory]
    [InlineData("Adam", "an experiment", "SimClr")]
    [InlineData("Training", "an experiment", "SimClr")]
    [InlineData("NegativeQueue", "an experiment", "MoCo")]
    [InlineData("MomentumEncoder", "an experiment", "MoCo")]
    [InlineData("MemoryBank", "an experiment", "InstanceDiscrimination")]
    [InlineData("Jigsaw", "an experiment", "Pirl")]
    [InlineData("Rotation", "an experiment", "Pirl")]
    [InlineData("Relu", "an encoder or a head", "Encoder")]
    [InlineData("Solarize", "an augmentation family", "AugmentationFamily")]
    [InlineData("Posterize", "an augmentation family", "AugmentationFamily")]
    public void Attribute_OnTheWrongPart_IsReported(string word, string owner, string declaring)
    {
        Loss()
            .Plus(Word(word))
            .ShouldReport(
                $"CDSL0006 [{word}] has no effect on 'ClothesLoss', which is not {owner}. Move it to {owner}."
            );
        Loss().Plus(Word(word)).ShouldReportAt("CDSL0006", "ClothesLoss#1");
        Class("Plain", Word(word))
            .ShouldReport(
                $"CDSL0006 [{word}] has no effect on 'Plain', which is not {owner}. Move it to {owner}, or add [{declaring}]."
            );
    }

    /// <summary>A head of patches is a head, whose layers are its own.</summary>
    [Fact]
    public void Layer_OnAHeadOfPatches_IsReported()
    {
        PatchHead()
            .Plus(Word("Relu"))
            .ShouldReport(
                "CDSL0006 [Relu] has no effect on 'JigsawHead', which is a head of patches and takes no list. Move it to an encoder or another head."
            );
    }

    [Fact]
    public void Attribute_OnAClassThatDeclaresNothing_IsReportedOnceForAllOfItsKind()
    {
        Class("Plain", Word("Conv", ("Channels", 0), ("Kernel", 3)), Word("Relu"))
            .ShouldReportAt("CDSL0006", "Plain#0");
    }

    [Theory]
    [InlineData(-1, "DrawCount", true)]
    [InlineData(0, "DrawCount", true)]
    [InlineData(2, "Apply", true)]
    [InlineData(-1, "Apply", true)]
    [InlineData(4, "Apply", false)]
    [InlineData(2, "Show", false)]
    public void Member_OfTheUser_MayNotTakeAGeneratedName(int parameters, string name, bool collides)
    {
        var raw = Views()
            .With(facts => facts with { Members = new EquatableArray<RawMember>(new RawMember(name, parameters)) });

        var findings = Analysis.Of(raw, new RawMember("DrawCount", -1), new RawMember("Apply", 2)).Findings;

        findings
            .Select(finding => $"{finding.Rule.Id} {finding.Message}")
            .Should()
            .Equal(
                collides
                    ? [$"CDSL0009 'ClothesViews.{name}' is generated for [AugmentationFamily]. Rename your member."]
                    : []
            );
        findings.Select(finding => finding.Place.Member).Should().Equal(collides ? [name] : []);
    }

    [Theory]
    [InlineData("Output", "Output of 'ClothesProjector'", "ClothesProjector#0.Output")]
    [InlineData(null, "Something of 'ClothesProjector'", "ClothesProjector#0")]
    public void Argument_ThatTheGeneratorCouldNotRead_IsReported(string? argument, string said, string place)
    {
        var raw = Head().With(facts => facts with { Unread = new UnreadArgument(0, argument) });

        raw.ShouldReport(
            $"CDSL0038 {said} is unknown while code is generated: it names what is generated, too. Write its value, or name something of your own."
        );
        raw.ShouldReportAt("CDSL0038", place);
        raw.With(facts => facts with { Unread = null }).ShouldReport(null);
        raw.With(facts => facts with { FromSource = false }).ShouldReport(null);
    }

    [Fact]
    public void Constructor_BesideTheGeneratedOne_IsReported()
    {
        var constructor = new EquatableArray<RawMember>(new RawMember(RawMember.Constructor, 0));
        var raw = Encoder().With(facts => facts with { Members = constructor });

        raw.ShouldReport(
            "CDSL0029 'ClothesEncoder' is constructed by generated code, which this constructor would leave out. Remove it, or continue it with ': this(…)'."
        );
        raw.ShouldReportAt("CDSL0029", "ClothesEncoder::.ctor");
        Class("Own", Word("Loss"))
            .With(facts => facts with { LossParameters = new EquatableArray<int>(2), Members = constructor })
            .ShouldReport(null);
        // Nobody makes an instance of these.
        Views().With(facts => facts with { Members = constructor }).ShouldReport(null);
        Class("Contrast", Word("NtXentLoss")).With(facts => facts with { Members = constructor }).ShouldReport(null);
    }

    [Fact]
    public void Class_NamedLikeAGeneratedMember_IsReported()
    {
        var raw = Class("Momentum", [.. Experiment().Attributes]);

        var findings = Analysis.Of(raw, new RawMember("Momentum", -1)).Findings;

        findings
            .Select(finding => $"{finding.Rule.Id} {finding.Message}")
            .Should()
            .Equal(
                "CDSL0028 'Momentum' is also the name of a member that is generated for [SimClr], and no member may have the name of its class. Rename the class."
            );
        findings.Single().Place.Type.Should().Be("Shop.Momentum");
        Analysis.Of(raw).Findings.Should().BeEmpty();
    }

    [Theory]
    [InlineData(
        "Encoder",
        "Backbone",
        99,
        "CDSL0015 (Backbone)99 is not defined. Use one of ResNet18, ResNet34, ResNet50, ResNet101, VisionTransformer, ConvNeXtTiny, ConvNeXtSmall."
    )]
    [InlineData("Encoder", "Stem", 2, "CDSL0015 (Stem)2 is not defined. Use one of ImageNet, Small.")]
    [InlineData("Encoder", "Norm", -1, "CDSL0015 (Norm)-1 is not defined. Use one of Batch, Group, Layer, None.")]
    public void Encoder_UndefinedValue_IsReported(string word, string argument, int value, string message)
    {
        var raw = Backbone(ContrastiveDsl.Backbone.ResNet18).With(word, (argument, value));

        raw.ShouldReport(message);
        raw.ShouldReportAt("CDSL0015", "Network#0." + argument);
    }

    [Theory]
    [InlineData("Scaling", "CDSL0015 (LearningRateScaling)7 is not defined. Use one of None, Linear, SquareRoot.")]
    [InlineData("Dialect", "CDSL0015 (LarsDialect)7 is not defined. Use one of NormOfSum, SumOfNorms.")]
    public void Optimizer_UndefinedValue_IsReported(string argument, string message)
    {
        Experiment().Without("Adam").Plus(Word("Lars", (argument, 7))).ShouldReport(message);
    }

    [Theory]
    [InlineData(
        "MomentumEncoder",
        "Schedule",
        "CDSL0015 (MomentumSchedule)7 is not defined. Use one of Constant, Cosine."
    )]
    [InlineData("MomentumEncoder", "Start", "CDSL0015 (TargetStart)7 is not defined. Use one of Copy, Random.")]
    public void Momentum_UndefinedValue_IsReported(string word, string argument, string message)
    {
        Method("Byol", Word(word, (argument, 7))).ShouldReport(message);
        Method("Byol", Word(word, (argument, 1))).ShouldReport(null);
    }

    [Theory]
    [InlineData("Cpc", "Context", "CDSL0015 (ContextKind)2 is not defined. Use one of MaskedConvolution, Gru.")]
    [InlineData("Siamese", "Pairs", "CDSL0015 (SimilarPairs)2 is not defined. Use one of Views, Labels.")]
    public void Method_UndefinedValue_IsReported(string word, string argument, string message)
    {
        var raw = Method(word).With(word, (argument, 2));

        raw.ShouldReport(message);
        raw.ShouldReportAt("CDSL0015", $"Clothes{word}#0.{argument}");
        Method(word).With(word, (argument, 1)).ShouldReport(null);
    }

    [Fact]
    public void Form_UndefinedValue_IsReportedOnTheLoss()
    {
        var loss = LossOf("SupConLoss", ("Form", 2));

        loss.ShouldReport("CDSL0015 (SupConForm)2 is not defined. Use one of Out, In.");
        loss.ShouldReportAt("CDSL0015", "MethodLoss#0.Form");
        LossOf("SupConLoss", ("Form", SupConForm.In)).ShouldReport(null);
        Method("SupCon").With("SupCon", ("Loss", loss)).ShouldReport(null);
    }

    [Fact]
    public void Objective_UndefinedValue_IsReportedOnTheLoss()
    {
        var loss = LossOf("RaftLoss", ("Objective", 7));

        loss.ShouldReport("CDSL0015 (RaftObjective)7 is not defined. Use one of RunAway, ByolPrime.");
        Method("Raft").With("Raft", ("Loss", loss)).ShouldReport(null);
    }
}
