extern alias generator;

using generator::ContrastiveDsl;
using generator::ContrastiveDsl.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

public sealed class ParsingTests
{
    [Theory]
    [InlineData("namespace Shop; [NtXentLoss] public partial class MyLoss;", "Shop.MyLoss", "Shop.MyLoss")]
    [InlineData("[NtXentLoss] public partial class MyLoss;", "MyLoss", "MyLoss")]
    [InlineData(
        "namespace Shop; partial class Outer { [NtXentLoss] public partial class MyLoss; }",
        "Shop.Outer+MyLoss",
        "Shop.Outer+MyLoss"
    )]
    [InlineData(
        "namespace Shop; [NtXentLoss] public partial class MyLoss; class MYLOSS;",
        "Shop.MyLoss",
        "Shop.MyLoss_9375e3d4"
    )]
    [InlineData(
        "namespace Shop { [NtXentLoss] public partial class MyLoss; } namespace SHOP { class Other; }",
        "Shop.MyLoss",
        "Shop.MyLoss_9375e3d4"
    )]
    public void HintName_OfAClass_IsItsMetadataNameUnlessCaseAloneTellsItApart(
        string source,
        string metadataName,
        string expected
    )
    {
        HintNames.Of(Type(source, metadataName)).Should().Be(expected);
    }

    [Fact]
    public void HintName_OfALongName_IsCutAndHashed()
    {
        var space = string.Join('.', Enumerable.Repeat("VeryLongNamespace", 8));
        var first = HintNames.Of(
            Type($"namespace {space}; [NtXentLoss] public partial class First;", space + ".First")
        );
        var second = HintNames.Of(
            Type($"namespace {space}; [NtXentLoss] public partial class Second;", space + ".Second")
        );

        first.Length.Should().Be(HintNames.Longest);
        second.Length.Should().Be(HintNames.Longest);
        first.Should().NotBe(second);
    }

    /// <summary>Published values of 32-bit FNV-1a.</summary>
    [Theory]
    [InlineData("", 0x811c9dc5)]
    [InlineData("a", 0xe40c292c)]
    [InlineData("foobar", 0xbf9cf968)]
    public void Hash_OfText_IsFnv1a(string text, uint expected)
    {
        HintNames.Hash(text).Should().Be(expected);
    }

    [Fact]
    public void Names_WithKeywords_AreEscapedInSourceOnly()
    {
        var parsed = ClassParser.Parse(
            Type(
                "namespace @event.Shop; partial class @class { [NtXentLoss] public partial class @new; }",
                "event.Shop.class+new"
            ),
            default
        );

        parsed.Declaration.Namespace.Should().Be("@event.Shop");
        parsed.Declaration.Identifier.Should().Be("@new");
        parsed.Declaration.Containers.Should().ContainSingle().Which.Identifier.Should().Be("@class");
        parsed.Declaration.Type.Name.Should().Be("new");
        parsed.Declaration.Type.Qualified.Should().Be("event.Shop.class.new");
        parsed.Declaration.Type.Source.Should().Be("global::@event.Shop.@class.@new");
    }

    [Theory]
    [InlineData("public partial class", "class")]
    [InlineData("public static partial class", "class")]
    [InlineData("public partial struct", "struct")]
    [InlineData("public partial interface", "interface")]
    [InlineData("public partial record", "record")]
    [InlineData("public partial record struct", "record struct")]
    public void Container_OfEachKind_KeepsItsKeyword(string declaration, string keyword)
    {
        var parsed = ClassParser.Parse(
            Type($"{declaration} Outer {{ [NtXentLoss] public partial class MyLoss; }}", "Outer+MyLoss"),
            default
        );

        parsed.Declaration.Containers.Should().ContainSingle().Which.Keyword.Should().Be(keyword);
        parsed.Declaration.CanReopen.Should().BeTrue();
    }

    [Theory]
    [InlineData("public partial class Outer { public partial class MyLoss; }", "Public")]
    [InlineData("internal partial class Outer { public partial class MyLoss; }", "Internal")]
    [InlineData("public partial class Outer { internal partial class MyLoss; }", "Internal")]
    [InlineData("public partial class Outer { protected internal partial class MyLoss; }", "Internal")]
    [InlineData("public partial class Outer { partial class MyLoss; }", "Private")]
    [InlineData("public partial class Outer { protected partial class MyLoss; }", "Private")]
    public void Visibility_OfANestedClass_IsThatOfTheNarrowest(string source, string expected)
    {
        ClassParser
            .Parse(Type(source, "Outer+MyLoss"), default)
            .Declaration.Type.Visibility.ToString()
            .Should()
            .Be(expected);
    }

    [Theory]
    [InlineData("[NtXentLoss] public class MyLoss;")]
    [InlineData("[NtXentLoss] file partial class MyLoss;")]
    [InlineData("file partial class Outer { [NtXentLoss] public partial class MyLoss; }")]
    [InlineData("public class Outer { [NtXentLoss] public partial class MyLoss; }")]
    public void Form_ThatTakesNoFurtherPart_IsNotReopened(string source) =>
        DeclarationOf(source).CanReopen.Should().BeFalse();

    /// <summary>A wrong form is reported, and its surface is there nevertheless.</summary>
    [Theory]
    [InlineData("[NtXentLoss] public abstract partial class MyLoss;", "class", "")]
    [InlineData("[NtXentLoss] public partial record MyLoss;", "record", "")]
    [InlineData("[NtXentLoss] public partial record struct MyLoss;", "record struct", "")]
    [InlineData("[NtXentLoss] public partial class MyLoss<T, @class>;", "class", "<T, @class>")]
    [InlineData("[NtXentLoss] public partial interface MyLoss<in T>;", "interface", "<in T>")]
    public void Form_ThatIsWrong_IsReopenedAsWhatItIs(string source, string keyword, string parameters)
    {
        var declaration = DeclarationOf(source);

        declaration.CanReopen.Should().BeTrue();
        declaration.Form.Keyword.Should().Be(keyword);
        declaration.Form.TypeParameters.Should().Be(parameters);
    }

    private static DeclarationModel DeclarationOf(string source)
    {
        var compilation = Analysis.Compile("using ContrastiveDsl;\n" + source);
        var type = compilation.GetSymbolsWithName("MyLoss", SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
        return ClassParser.Parse(type, default).Declaration;
    }

    [Fact]
    public void Arguments_OfEveryType_AreRead()
    {
        var raw = ClassParser
            .Parse(
                Type(
                    """
                    [AugmentationFamily]
                    [Normalize(new[] { 0.1, 0.2 }, new double[] { 1, 2f })]
                    [RandomResizedCrop(MinScale = 1f / 4, Size = Constants.Size)]
                    public partial class Family;

                    public static class Constants
                    {
                        public const short Size = 'A';
                    }
                    """,
                    "Family"
                ),
                default
            )
            .Class;

        raw.Attributes[1].Bind<NormalizeAttribute>().Mean.Should().Equal(0.1, 0.2);
        raw.Attributes[1].Bind<NormalizeAttribute>().Std.Should().Equal(1, 2);
        raw.Attributes[2].Bind<RandomResizedCropAttribute>().MinScale.Should().Be(0.25);
        raw.Attributes[2].Bind<RandomResizedCropAttribute>().Size.Should().Be(65);
        raw.Attributes[2].Has("MaxScale").Should().BeFalse();
    }

    private static INamedTypeSymbol Type(string source, string metadataName) =>
        Analysis.Compile("global using ContrastiveDsl;", source).GetTypeByMetadataName(metadataName)!;
}
