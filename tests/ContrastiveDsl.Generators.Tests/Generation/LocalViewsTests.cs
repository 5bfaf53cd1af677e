using ContrastiveDsl.Generators.Tests.Harness;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>Loops with small views beside the two large ones.</summary>
public sealed class LocalViewsTests
{
    private const string Family = """

        [AugmentationFamily]
        [RandomResizedCrop(Size = 4, MaxScale = 0.4)]
        public partial class SmallViews;
        """;

    [Fact]
    public Task Dino_WithLocalViews_PredictsTheTeacherFromAllViews() =>
        Generated.MatchesAsync(Local(DinoSource.Text, "[Dino(", 6), "Dino.LocalViews", "Shop.ClothesDino");

    [Fact]
    public Task Swav_WithLocalViews_PredictsCodesFromAllViews() =>
        Generated.MatchesAsync(Local(SwavSource.Text, "[Swav(", 1), "Swav.LocalViews", "Shop.ClothesSwav");

    [Fact]
    public void Dino_WithLocalViewsInMicroBatches_PassesBothSizesOfEach() =>
        EmittedClass
            .Of(
                Local(DinoSource.Text, "[Dino(", 6)
                    .Replace("[Training(", "[Training(MicroBatch = 32, ", StringComparison.Ordinal),
                "Shop.ClothesDino"
            )
            .Step.Should()
            .Contain(
                """
                var embedded = cache.Embed(drawn, micro =>
                {
                    var globals = torch.cat(micro[..2], 0);                                      // [2m, 1, 8, 8]
                    var locals = torch.cat(micro[2..], 0);                                       // [6m, 1, 4, 4]
                    var features = torch.cat([Encoder.call(globals), Encoder.call(locals)], 0);  // -> [8m, 6]
                    var projected = Projector.call(features);                                    // -> [8m, 12]
                    return [.. projected.chunk(2 + LocalCount, 0), .. Prototypes.call(projected).chunk(2 + LocalCount, 0)];
                });
                """
            )
            .And.Contain(
                """
                    t = new GradientCache(run, MicroBatch, TeacherEncoder, TeacherProjector, TeacherPrototypes).Embed(drawn[..2], micro =>
                    [
                        .. TeacherPrototypes.call(TeacherProjector.call(TeacherEncoder.call(torch.cat(micro, 0)))).chunk(2, 0),
                    ]);
                """
            );

    private static string Local(string source, string attribute, int count) =>
        source.Replace(
            attribute,
            attribute + FormattableString.Invariant($"LocalCount = {count}, LocalViews = typeof(SmallViews), "),
            StringComparison.Ordinal
        ) + Family;
}
