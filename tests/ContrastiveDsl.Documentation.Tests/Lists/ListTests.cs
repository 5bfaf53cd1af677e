using ContrastiveDsl.Documentation.Tests.Reading;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Documentation.Tests.Lists;

/// <summary>Lists of methods and losses on pages have what the catalogues have, and nothing else.</summary>
public sealed class ListTests
{
    private const string Learned = "docs/methods/README.md";
    private const string Performance = "docs/performance.md";
    private const string Watching = "docs/watching.md";
    private const string NoMicroBatches = "[^.]+ take no micro-batches";

    // First cells of the rows of one table.
    private const string Chance = @"(?<=^\| method, loss \| chance \|\n(\|.*\n)*)\| [^|]+";

    private static readonly string[] Losses = [.. LossCatalogue.All.Select(loss => $"[{loss.Word}]")];

    private static readonly ListedNames[] Lists =
    [
        Of("README.md", "the methods", @"^\| \[`\[\w+\]`\].+", Row),
        Of("docs/paradigms.md", "the methods", @"\(methods/\w+\.md", File),
        Of(Learned, "the pages of methods", @"^\* \[.+", File),
        Of(Learned, "the methods whose gain was measured", @"^\| Clothes\w+", Example),
        Of("docs/methods/results.tsv", "the methods whose gain was measured", @"^Clothes\w+", Example),
        // The table, and what is said right below it of methods without a row.
        Of(Learned, "the methods whose settings are told", @"^\| \| rate \|.*\n(\|.*\n)+\n.+", Name),
        Of(Watching, "losses by chance", Chance + @"(?=\| (?!none \|))", Name, KnowsChance),
        Of(Watching, "what has no loss by chance", Chance + @"(?=\| none \|)", Name, method => !KnowsChance(method)),
        Of(Performance, "gradients that add up", @"^\*\*Gradients that add up\*\*(.+\n)+", Name, AddsUp),
        Of(Performance, "gradients that wait", @"^\*\*Gradients that wait\*\*(.+\n)+", Name, Waits),
        Of(Performance, "what takes no micro-batches", NoMicroBatches, Name, IsWhole),
        Of("docs/diagnostics/CDSL4033.md", "what takes no micro-batches", NoMicroBatches, Name, IsWhole),
        Of("docs/custom-code.md", "means of a micro-batch", "with `MicroBatch` and [^)]+", Name, AddsUp),
        new("docs/declaring.md", "the losses", "^Each method has its own: [^;]+", Losses, Losses),
    ];

    [Fact]
    public void Lists_OfPages_AreThoseOfTheCatalogues() =>
        string.Join('\n', Lists.SelectMany(list => list.Problems(Repository.Read(list.Page)))).Should().BeEmpty();

    [Theory]
    [InlineData("It is for MoCo, MoCo v3 and siamese networks.", "")]
    [InlineData("It is for moco\nand SIAMESE NETWORK, and for MoCo v3.", "")]
    [InlineData("It is for MoCo v3 and siamese networks.", "page.md: 'MoCo' is missing among friends")]
    [InlineData("It is for MoCo and siamese networks.", "page.md: 'MoCo v3' is missing among friends")]
    [InlineData("It is for MoCo, MoCo v3 and networks.", "page.md: 'Siamese network' is missing among friends")]
    [InlineData("It is for MoCoX, MoCo v3, siamese networks.", "page.md: 'MoCo' is missing among friends")]
    [InlineData(
        "It is for MoCo, MoCo v3, CPC and siamese networks.",
        "page.md: 'CPC' stands among friends, and is none of them"
    )]
    [InlineData("MoCo", "page.md: nothing is like 'It is for [^.]+', by which the test finds friends")]
    public void List_WithAFault_IsNamedWithItsPage(string text, string problem)
    {
        string[] friends = ["MoCo", "MoCo v3", "Siamese network"];
        var list = new ListedNames("page.md", "friends", "It is for [^.]+", [.. friends, "CPC"], friends);

        string.Join('\n', list.Problems(text)).Should().Be(problem);
    }

    [Theory]
    [InlineData("SimClr", true)]
    [InlineData("Pirl", true)]
    [InlineData("Byol", false)]
    public void Chance_OfAMethod_IsKnownWhereItsModelTellsIt(string word, bool isKnown) =>
        KnowsChance(MethodCatalogue.Find(word)!).Should().Be(isKnown);

    private static ListedNames Of(
        string page,
        string what,
        string place,
        Func<Method, string> name,
        Func<Method, bool>? belongs = null
    ) =>
        new(
            page,
            what,
            place,
            [.. MethodCatalogue.All.Select(name)],
            [.. MethodCatalogue.All.Where(belongs ?? (_ => true)).Select(name)]
        );

    private static string Name(Method method) => method.Name;

    private static string File(Method method) => method.Word.ToLowerInvariant() + ".md";

    private static string Row(Method method) => $"[`[{method.Word}]`](docs/methods/{File(method)})";

    private static string Example(Method method) => "Clothes" + method.Word;

    private static bool AddsUp(Method method) => method.AccumulatesGradients;

    private static bool Waits(Method method) => method.CachesGradients;

    private static bool IsWhole(Method method) => !AddsUp(method) && !Waits(method);

    /// <summary>Whether the method's model says what the loss is by chance, at least of some of its losses.</summary>
    private static bool KnowsChance(Method method)
    {
        var settings = typeof(MethodModel<>).MakeGenericType(method.GetType());
        var model = settings.Assembly.GetTypes().Single(type => !type.IsAbstract && type.IsSubclassOf(settings));
        return model.GetMethod(nameof(MethodModel.ChanceLoss))!.DeclaringType != typeof(MethodModel);
    }
}
