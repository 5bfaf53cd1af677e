namespace ContrastiveDsl.Language.Tests.Catalogue;

public sealed class MethodCatalogueTests
{
    public static TheoryData<string> Methods => new(MethodCatalogue.All.Select(method => method.Word));

    /// <summary>A method whose embeddings collapse must not be told to raise what it does not have.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void Health_OfAMethod_SuggestsATemperatureWhereItHasOne(string word)
    {
        var method = MethodCatalogue.Find(word)!;

        method
            .Health.Remedy.Contains("temperature", StringComparison.Ordinal)
            .Should()
            .Be(method.Losses.All(loss => loss.HasTemperature), method.Health.Remedy);
    }

    /// <summary>Of a custom loss nobody knows what it is by chance, whatever else is known.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void Chance_OfACustomLoss_IsUnknown(string word)
    {
        var declared = Resolve.Experiment(Declare.Method(word))!;
        var experiment = declared with
        {
            Loss = new LossModel(Declare.Name("Own")),
            Images = new ImagesModel(1000, 10),
        };

        experiment.Method.ChanceLoss(experiment).Should().BeNull();
    }

    /// <summary>A method that says it has none also counts none.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void Negatives_OfAMethod_AreDescribedWhereItHasThem(string word)
    {
        var experiment = Resolve.Experiment(Declare.Method(word))!;
        var described = experiment.Method.DescribeNegatives(experiment, count => Text.Of(count));

        (described != "none").Should().Be(MethodCatalogue.Find(word)!.HasNegatives, described);
    }
}
