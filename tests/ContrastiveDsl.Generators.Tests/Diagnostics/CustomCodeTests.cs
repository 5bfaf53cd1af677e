using ContrastiveDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>Custom code of every form: what is wrong is said once, by a rule, and nothing follows from it.</summary>
public sealed class CustomCodeTests
{
    private const string Usings = """
        global using System.Collections.Generic;
        global using System.Threading.Tasks;
        global using ContrastiveDsl;
        global using ContrastiveDsl.Augmentation;
        global using TorchSharp;
        global using TorchSharp.Modules;
        global using static TorchSharp.torch;
        """;

    private const string RestOfAnExperiment = """

        [Encoder(Channels = 3, ImageSize = 28)] [Conv(32, 3)] [Relu] [GlobalAveragePool] public partial class Images;
        [ProjectionHead(Hidden = 16, Output = 8)] public partial class Projector;
        [SimClr(Encoder = typeof(Images), Projector = typeof(Projector), Views = typeof(Family), Loss = typeof(Likeness))]
        [Adam(LearningRate = 0.001)]
        public partial class Run;
        """;

    [Theory]
    [InlineData("static Tensor Compute(Tensor z0, Tensor z1) => z0.sum();", "is private", "Tensor z0, Tensor z1")]
    [InlineData(
        "protected static Tensor Compute(Tensor a, Tensor b) => a.sum();",
        "is protected",
        "Tensor a, Tensor b"
    )]
    [InlineData(
        "public Tensor Compute(Tensor z0, Tensor z1) => z0.sum();",
        "is an instance method",
        "Tensor z0, Tensor z1"
    )]
    [InlineData("public static double Compute(Tensor z0, Tensor z1) => 0;", "returns double", "Tensor z0, Tensor z1")]
    [InlineData("public static void Compute(Tensor z0, Tensor z1) { }", "returns void", "Tensor z0, Tensor z1")]
    [InlineData(
        "public static Task<Tensor> Compute(Tensor z0, Tensor z1) => null!;",
        "returns Task<Tensor>",
        "Tensor z0, Tensor z1"
    )]
    [InlineData(
        "public static Tensor Compute<T>(Tensor a, Tensor b) => a;",
        "has type parameters",
        "Tensor z0, Tensor z1"
    )]
    [InlineData("public static Tensor Compute(Tensor z0) => z0;", "takes (Tensor z0)", "Tensor z0, Tensor z1")]
    [InlineData(
        "public static Tensor Compute(float[] z0, ref Tensor z1) => z1;",
        "takes (float[] z0, ref Tensor z1)",
        "Tensor z0, Tensor z1"
    )]
    [InlineData("public static Tensor Compute() => null!;", "takes nothing", "Tensor z0, Tensor z1")]
    [InlineData(
        "private double Compute(Tensor z0, Tensor z1) => 0;",
        "is private, is an instance method and returns double",
        "Tensor z0, Tensor z1"
    )]
    [InlineData(
        "static int Compute(int a) => a; public static float Compute(Tensor a, Tensor b, Tensor c) => 0;",
        "returns float",
        "Tensor a, Tensor b, Tensor c"
    )]
    public async Task Loss_OfAnotherForm_IsOneErrorThatSaysWhich(string method, string fault, string parameters)
    {
        var diagnostics = await Analysis.RunAsync(
            Usings,
            $"[Loss] public partial class Likeness {{ {method} }}" + Family + RestOfAnExperiment
        );

        diagnostics
            .Should()
            .ContainSingle()
            .Which.GetMessage()
            .Should()
            .Be(
                $"'Likeness.Compute' {fault}. Declare it as 'public static Tensor Compute({parameters})', which returns a scalar."
            );
    }

    [Theory]
    [InlineData("public static Tensor Compute(Tensor z0, Tensor z1) => z0.sum();")]
    [InlineData("internal static Tensor Compute(Tensor z0, Tensor z1, double scale = 1) => z0.sum();")]
    [InlineData("public static Tensor? Compute(Tensor? z0, Tensor? z1) => z0?.sum();")]
    [InlineData(
        "[System.Obsolete(\"\", DiagnosticId = \"OLD001\")] public static Tensor Compute(Tensor z0, Tensor z1) => z0.sum();"
    )]
    [InlineData(
        "static Tensor Compute(Tensor z0) => z0; public static Tensor Compute(Tensor z0, Tensor z1) => Compute(z0);"
    )]
    public async Task Loss_ThatCanBeCalled_IsClean(string method)
    {
        (
            await Analysis.RunAsync(
                Usings,
                $"[Loss] public partial class Likeness {{ {method} }}" + Family + RestOfAnExperiment
            )
        )
            .Should()
            .BeEmpty();
    }

    /// <summary>Names of parameters are in the metadata, too; optional ones do not count.</summary>
    [Theory]
    [InlineData("public static Tensor Compute(Tensor z, Tensor labels, double scale = 1) => z.sum();", null)]
    [InlineData("public static Tensor Compute(Tensor z0, Tensor z1) => z0.sum();", "(Tensor z0, Tensor z1)")]
    [InlineData(
        "public static Tensor Compute(Tensor z, Tensor labels) => z.sum(); public static Tensor Compute(Tensor a, Tensor b, double c = 1) => a.sum();",
        null
    )]
    [InlineData(
        "public static Tensor Compute(Tensor z, Tensor labels, double c = 1) => z.sum(); public static Tensor Compute(Tensor a, Tensor b) => a.sum();",
        "(Tensor a, Tensor b)"
    )]
    public async Task Loss_OfLabels_IsKnownByItsNamesHereAndElsewhere(string methods, string? parameters)
    {
        var loss = $"[Loss] public static partial class Likeness {{ {methods} }}";
        var experiment =
            Family + RestOfAnExperiment.Replace("[SimClr(", "[SupCon(ViewCount = 2, ", StringComparison.Ordinal);
        var library = GeneratorRun.Start(Analysis.Compile(Usings, loss)).Output.WithAssemblyName("Losses");
        var image = new MemoryStream();
        library.Emit(image).Success.Should().BeTrue();
        var elsewhere = Analysis
            .Compile(Usings, experiment)
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        string[] expected = parameters is null
            ? []
            :
            [
                $"SupCon needs a loss of all views and the labels of their images, but 'Likeness.Compute' takes {parameters}, the last of which is not called 'labels'. Declare it as 'public static Tensor Compute(Tensor z, Tensor labels)'.",
            ];

        (await Analysis.RunAsync(Usings, loss + experiment))
            .Select(diagnostic => diagnostic.GetMessage())
            .Should()
            .Equal(expected);
        (await Analysis.RunAsync(elsewhere)).Select(diagnostic => diagnostic.GetMessage()).Should().Equal(expected);
    }

    [Theory]
    [InlineData("[Transform(Draws = 0)]", "public static Tensor Apply(Tensor images, TransformDraws draws) => images;")]
    [InlineData("[Transform(Draws = 0)]", "public static Tensor Apply(Tensor images) => images;")]
    [InlineData(
        "[Transform(Draws = 0)]",
        "internal static Tensor Apply(Tensor images, double by = 0.5) => images * by;"
    )]
    [InlineData("[Transform]", "public static Tensor Apply(Tensor images, TransformDraws draws) => images;")]
    [InlineData("[Transform(Draws = 0)]", "public static Tensor? Apply(Tensor? images) => images;")]
    public async Task Transform_ThatCanBeCalled_IsClean(string attribute, string method)
    {
        (await Analysis.RunAsync(Usings, Transforming(attribute, method))).Should().BeEmpty();
    }

    [Theory]
    [InlineData(
        "[Transform]",
        "public static Tensor Apply(Tensor images) => images;",
        "takes no random numbers, but is to have 1 for each image",
        " Read draws there, for example by draws.Uniform(0, 0.5, 1.0). If it needs none, set Draws = 0."
    )]
    [InlineData("[Transform]", "static Tensor Apply(Tensor i, TransformDraws d) => i;", "is private", "")]
    [InlineData(
        "[Transform]",
        "public float[] Apply(Tensor i, TransformDraws d) => [];",
        "is an instance method and returns float[]",
        ""
    )]
    [InlineData(
        "[Transform]",
        "public static Tensor Apply(Tensor i, double d) => i;",
        "takes (Tensor i, double d)",
        " Read draws there, for example by draws.Uniform(0, 0.5, 1.0)."
    )]
    public async Task Transform_OfAnotherForm_IsOneErrorThatSaysWhich(
        string attribute,
        string method,
        string fault,
        string hint
    )
    {
        (await Analysis.RunAsync(Usings, Transforming(attribute, method)))
            .Should()
            .ContainSingle()
            .Which.GetMessage()
            .Should()
            .Be(
                $"'Darken.Apply' {fault}. Declare it as 'public static Tensor Apply(Tensor images, TransformDraws draws)', from [N, C, H, W] to [N, C, H, W].{hint}"
            );
    }

    [Theory]
    [InlineData(
        "Linear layer; public Own() : base(\"\") => layer = nn.Linear(3, 8);",
        "does not register 'layer': it is"
    )]
    [InlineData(
        "Parameter Scale { get; } = new(ones(1)); public Own() : base(\"\") { }",
        "does not register 'Scale': it is"
    )]
    [InlineData(
        "Linear[] layers = [nn.Linear(3, 8)]; public Own() : base(\"\") => RegisterComponents();",
        "keeps layers in 'layers', into which TorchSharp does not look: they are"
    )]
    [InlineData(
        "List<Linear> layers = []; public Own() : base(\"\") => RegisterComponents();",
        "keeps layers in 'layers', into which TorchSharp does not look: they are"
    )]
    public async Task Module_ThatRegistersNothing_IsAWarning(string body, string said)
    {
        (await Analysis.RunAsync(Usings, Module(body)))
            .Should()
            .ContainSingle()
            .Which.GetMessage()
            .Should()
            .StartWith($"'Own' {said} neither trained nor saved.");
    }

    [Theory]
    [InlineData("Linear layer; public Own() : base(\"\") { layer = nn.Linear(3, 8); RegisterComponents(); }")]
    [InlineData("Linear layer; public Own() : base(\"\") { layer = nn.Linear(3, 8); this.RegisterComponents(); }")]
    [InlineData("Linear layer; public Own() : base(\"\") { layer = nn.Linear(3, 8); register_module(\"a\", layer); }")]
    [InlineData(
        "Linear layer; public Own() : base(\"\") { layer = nn.Linear(3, 8); Add(this); } static void Add(object to) { }"
    )]
    [InlineData("ModuleList<Linear> layers = new(); public Own() : base(\"\") => RegisterComponents();")]
    [InlineData("static readonly Linear Shared = nn.Linear(3, 8); public Own() : base(\"\") { }")]
    [InlineData("System.Func<int, Linear> make = size => nn.Linear(size, 8); public Own() : base(\"\") { }")]
    [InlineData(
        "Linear layer = nn.Linear(3, 8); Linear[] all; public Own() : base(\"\") { all = [layer]; RegisterComponents(); }"
    )]
    [InlineData("int size = 3; public Own() : base(\"\") { size++; }")]
    public async Task Module_ThatRegistersOrMay_IsClean(string body)
    {
        (await Analysis.RunAsync(Usings, Module(body)))
            .Where(diagnostic => diagnostic.Id.StartsWith("CDSL", StringComparison.Ordinal))
            .Should()
            .BeEmpty();
    }

    /// <summary>What generated modules do, too, does not make a custom one generated.</summary>
    [Fact]
    public async Task Module_OfAnotherAssemblyThatRegistersItsLayersItself_IsCustomThere()
    {
        const string modules = """

            [Encoder(Channels = 3, ImageSize = 28, Features = 2352)]
            public partial class Images : nn.Module<Tensor, Tensor>
            {
                public Images() : base("") => RegisterComponents();
                protected override void RegisterComponents() => base.RegisterComponents();
                public override Tensor forward(Tensor input) => input.flatten(1);
            }

            [ProjectionHead(Output = 8)]
            public partial class Projector : nn.Module<Tensor, Tensor>
            {
                private readonly Linear layer;
                public Projector(int inputSize) : base("") { layer = nn.Linear(inputSize, 8); RegisterComponents(); }
                protected override void RegisterComponents() => register_module("layer", layer);
                public override Tensor forward(Tensor input) => layer.call(input);
            }
            """;
        using var image = new MemoryStream();
        GeneratorRun
            .Start(Analysis.Compile(Usings, modules))
            .Output.WithAssemblyName("Modules")
            .Emit(image)
            .Success.Should()
            .BeTrue();
        var lines = RestOfAnExperiment.Split('\n').Where(line => line.StartsWith("[Sim", StringComparison.Ordinal));
        var experiment = Analysis.Compile(
            Usings,
            Family + "[NtXentLoss] public partial class Likeness;" + lines.Single() + "[Adam] public partial class Run;"
        );

        (await Analysis.RunAsync(experiment.AddReferences(MetadataReference.CreateFromImage(image.ToArray()))))
            .Should()
            .BeEmpty();
    }

    /// <summary>C# takes no optional parameter for another.</summary>
    [Fact]
    public async Task Code_ThatACallCannotTellFromOther_IsReported()
    {
        var diagnostics = await Analysis.RunAsync(
            Usings,
            """
            [Loss] public static class Likeness
            {
                public static Tensor Compute(Tensor z0, Tensor z1, double temperature = 1) => z0.sum();
                public static Tensor Compute(Tensor z0, Tensor z1, int neighbors = 5) => z0.sum();
            }
            [Transform(Draws = 0)] public static class Darken
            {
                public static Tensor Apply(Tensor images, double by = 0.5) => images;
                public static Tensor Apply(Tensor images, int levels = 8) => images;
            }
            [AugmentationFamily] [RandomResizedCrop] [Transform(typeof(Darken))] public partial class Family;
            [Encoder(Channels = 3, ImageSize = 28, Features = 2352)] public partial class Own : nn.Module<Tensor, Tensor>
            {
                public Own(int width = 8) : base("") { }
                public Own(string name = "own") : base(name) { }
                public override Tensor forward(Tensor input) => input.flatten(1);
            }
            """ + RestOfAnExperiment.Replace("typeof(Images)", "typeof(Own)", StringComparison.Ordinal)
        );

        diagnostics.Select(diagnostic => diagnostic.Id).Order().Should().Equal("CDSL0019", "CDSL0026", "CDSL0027");
        diagnostics
            .Single(diagnostic => diagnostic.Id == "CDSL0026")
            .GetMessage()
            .Should()
            .Be(
                "'Likeness.Compute' is there more than once, and a call may mean each of them. Declare it as 'public static Tensor Compute(Tensor z0, Tensor z1)', which returns a scalar."
            );
    }

    /// <summary>What leaves nothing out, takes a whole number or needs no array is what C# calls.</summary>
    [Fact]
    public async Task Code_ThatCSharpTellsFromOther_IsClean()
    {
        (
            await Analysis.RunAsync(
                Usings,
                """
                [Loss] public static class Likeness
                {
                    public static Tensor Compute(Tensor z0, Tensor z1, double temperature = 1) => z0.sum();
                    public static Tensor Compute(Tensor z0, Tensor z1, params int[] sizes) => z0.sum();
                }
                [ProjectionHead(Output = 8)] public partial class Own : nn.Module<Tensor, Tensor>
                {
                    public Own(int inputSize, string name = "own") : base(name) { }
                    public Own(long inputSize, int depth = 2) : base("") { }
                    public override Tensor forward(Tensor input) => input;
                }
                """
                    + Family
                    + RestOfAnExperiment.Replace("typeof(Projector)", "typeof(Own)", StringComparison.Ordinal)
            )
        ).Should().BeEmpty();
    }

    /// <summary>What is internal is in order in its own project, and in those of friends.</summary>
    [Theory]
    [InlineData("", true, 4)]
    [InlineData("", false, 4)]
    [InlineData("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Shop\")]", true, 0)]
    [InlineData("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Shop\")]", false, 0)]
    public async Task InternalCode_OfAnotherAssembly_IsReportedWhereItIsNamed(string friend, bool isImage, int findings)
    {
        const string parts = """

            [Loss] public static class Likeness { internal static Tensor Compute(Tensor a, Tensor b) => a.sum(); }
            [Transform] public static class Darken { internal static Tensor Apply(Tensor a, TransformDraws draws) => a; }
            [Encoder(Channels = 3, ImageSize = 28, Features = 2352)] public partial class Images : nn.Module<Tensor, Tensor>
            {
                internal Images() : base("") { }
                public override Tensor forward(Tensor input) => input.flatten(1);
            }
            [ProjectionHead(Output = 8)] public partial class Projector : nn.Module<Tensor, Tensor>
            {
                internal Projector(int inputSize) : base("") { }
                public override Tensor forward(Tensor input) => input;
            }
            """;
        var library = GeneratorRun.Start(Analysis.Compile(Usings, friend + parts)).Output.WithAssemblyName("Parts");
        using var image = new MemoryStream();
        library.Emit(image).Success.Should().BeTrue();
        var lines = RestOfAnExperiment.Split('\n').Where(line => line.StartsWith("[Sim", StringComparison.Ordinal));
        var experiment = Analysis
            .Compile(
                Usings,
                "[AugmentationFamily] [RandomResizedCrop] [Transform(typeof(Darken))] public partial class Family;"
                    + lines.Single()
                    + "[Adam] public partial class Run;"
            )
            .AddReferences(
                isImage ? MetadataReference.CreateFromImage(image.ToArray()) : library.ToMetadataReference()
            );

        var diagnostics = await Analysis.RunAsync(experiment);

        diagnostics
            .Select(diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage()}")
            .Order()
            .Should()
            .Equal(
                new[]
                {
                    "CDSL0019 'Images' cannot be used as an encoder: it has no constructor that this project sees and that takes nothing, or a device alone. Make it public there.",
                    "CDSL0019 'Projector' cannot be used as a projection head: it has no constructor that this project sees and that takes the size of the input. Make it public there.",
                    "CDSL0026 'Likeness' has no Compute that this project sees and could call. Make it public there: 'public static Tensor Compute(Tensor z0, Tensor z1)', which returns a scalar.",
                    "CDSL0027 'Darken' has no Apply that this project sees and could call. Make it public there: 'public static Tensor Apply(Tensor images, TransformDraws draws)', from [N, C, H, W] to [N, C, H, W].",
                }.Take(findings)
            );
    }

    [Fact]
    public async Task Part_ThatIsATypeOfTheLanguage_IsCalledAsInCSharp()
    {
        (
            await Analysis.RunAsync(
                Usings,
                "[Loss] public partial class Likeness { public static Tensor Compute(Tensor a, Tensor b) => a.sum(); }"
                    + Family
                    + RestOfAnExperiment.Replace("typeof(Projector)", "typeof(int)", StringComparison.Ordinal)
            )
        )
            .Should()
            .ContainSingle()
            .Which.GetMessage()
            .Should()
            .Be(
                "[SimClr] needs a projection head, but 'int' is none of the parts. Name a class with [ProjectionHead]."
            );
    }

    private const string Family =
        " [AugmentationFamily] [RandomResizedCrop] [Normalize(new[] { 0.5, 0.5, 0.5 }, new[] { 0.2, 0.2, 0.2 })] public partial class Family;";

    private static string Transforming(string attribute, string method) =>
        $"{attribute} public partial class Darken {{ {method} }}"
        + " [AugmentationFamily] [RandomResizedCrop] [Transform(typeof(Darken))] public partial class Family;"
        + " [NtXentLoss] public partial class Likeness;"
        + RestOfAnExperiment;

    private static string Module(string body) =>
        "[Encoder(ImageSize = 8, Features = 8)] public partial class Own : nn.Module<Tensor, Tensor> { "
        + body
        + " public override Tensor forward(Tensor input) => input; }";
}
