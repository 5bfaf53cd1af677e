using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Tests.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.State;

public sealed class StateTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0)]
    [InlineData(-2.5e-310)]
    [InlineData(1.7976931348623157e308)]
    public void Number_Real_ComesBackWithTheSameBits(double value)
    {
        using var reader = RoundTrip(writer => writer.Scope("a").Number("b", value));

        BitConverter
            .DoubleToInt64Bits(reader.Scope("a").Number("b"))
            .Should()
            .Be(BitConverter.DoubleToInt64Bits(value));
        ((Action)(() => reader.Integer("a.b"))).Should().Throw<StateException>().WithMessage("*whole number*");
    }

    [Fact]
    public void Number_Integer_ComesBackWhole()
    {
        using var reader = RoundTrip(writer => writer.Number("n", long.MinValue));

        reader.Integer("n").Should().Be(long.MinValue);
    }

    [Fact]
    public void Number_Infinite_IsRefused()
    {
        ((Action)(() => new StateWriter().Number("x", double.PositiveInfinity)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*'x'*");
    }

    [Fact]
    public void Writer_SameKeyTwice_IsRefused()
    {
        var writer = new StateWriter();
        writer.Scope("a").Number("b", 1);

        ((Action)(() => writer.Number("a.b", 2))).Should().Throw<ArgumentException>().WithMessage("*'a.b'*");
    }

    [Fact]
    public void Module_AnotherOfTheSameKind_GetsEveryParameterAndBuffer()
    {
        using var saved = new SmallNet();
        saved.call(rand(new long[] { 4, 3, 8, 8 })).Dispose();
        using var loaded = new SmallNet();

        using var reader = RoundTrip(writer => writer.Module("net", saved));
        reader.Module("net", loaded);
        reader.RequireAllRead();

        var expected = saved.state_dict();
        foreach (var (key, value) in loaded.state_dict())
        {
            value.Equals(expected[key]).Should().BeTrue(key);
        }

        expected["bn1.num_batches_tracked"].item<long>().Should().Be(1);
    }

    [Fact]
    public void Tensor_MissingOrUnfit_NamesTheKeyAndBothSizes()
    {
        using var reader = RoundTrip(writer => writer.Tensor("a", zeros(new long[] { 2, 3 })));

        Reading(() => reader.Tensor("b", zeros(new long[] { 2, 3 }))).WithMessage("*'b'*");
        Reading(() => reader.Tensor("a", zeros(new long[] { 3, 2 })))
            .WithMessage("*'a' as Float32 [2, 3], but Float32 [3, 2]*");
        Reading(() => reader.Tensor("a", zeros(new long[] { 2, 3 }, ScalarType.Float64))).WithMessage("*Float64*");
        Reading(() => reader.Number("a")).WithMessage("*'a'*");
    }

    [Fact]
    public void Module_WithKeysItDoesNotHave_IsRefused()
    {
        using var net = new SmallNet();
        using var reader = RoundTrip(writer =>
        {
            writer.Module("net", net);
            writer.Tensor("net.conv9.weight", zeros(new long[] { 1 }));
        });

        Reading(() => reader.Module("net", net)).WithMessage("*'net.conv9.weight'*SmallNet*");
    }

    [Fact]
    public void RequireAllRead_SomethingUnread_NamesIt()
    {
        using var reader = RoundTrip(writer =>
        {
            writer.Tensor("a", zeros(new long[] { 1 }));
            writer.Number("b", 1);
        });
        reader.Tensor("a", zeros(new long[] { 1 }));

        Reading(reader.RequireAllRead).WithMessage("*'b'*").And.Message.Should().NotContain("'a'");
    }

    private StateReader RoundTrip(Action<StateWriter> save)
    {
        var writer = new StateWriter();
        save(writer);
        return Checkpoint.Open(Checkpoint.Save(folder.Path, 0, writer));
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<StateException> Reading(Action action) =>
        action.Should().Throw<StateException>();
}
