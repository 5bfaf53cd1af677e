extern alias generator;

using generator::ContrastiveDsl.Generators.Emission;

namespace ContrastiveDsl.Generators.Tests.Emission;

public sealed class IndentedWriterTests
{
    [Fact]
    public void Lines_InBlocks_AreIndentedByFour()
    {
        var writer = new IndentedWriter();

        writer.WriteLine("class A");
        using (writer.WriteBlock())
        {
            writer.WriteLine($"const int B = {-1};");
            writer.WriteLine();
            writer.WriteLine("first\r\n\r\nsecond   ");
        }

        writer.ToString().Should().Be("class A\n{\n    const int B = -1;\n\n    first\n\n    second\n}\n");
    }

    [Fact]
    public void FloatingPointNumber_InInterpolatedText_DoesNotCompile()
    {
        // The handler's overload is there to be an error: what it would write depends on the culture.
        var overload = typeof(EmittedText)
            .GetMethod(nameof(EmittedText.AppendLiteral))!
            .DeclaringType!.GetMethod("AppendFormatted", [typeof(double)])!;

        overload
            .GetCustomAttributes(typeof(ObsoleteAttribute), false)
            .Cast<ObsoleteAttribute>()
            .Single()
            .IsError.Should()
            .BeTrue();
    }

    [Fact]
    public void Comments_OfStatements_ShareOneColumn()
    {
        var writer = new IndentedWriter();
        var lines = new CommentedLines();

        lines.Add("a();", "one");
        lines.Add("long statement without a comment;");
        lines.Add("longer();", "two");
        lines.WriteTo(writer);

        writer.ToString().Should().Be("a();       // one\nlong statement without a comment;\nlonger();  // two\n");
    }
}
