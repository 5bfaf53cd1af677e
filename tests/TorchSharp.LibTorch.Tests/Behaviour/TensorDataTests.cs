using static TorchSharp.torch;

namespace TorchSharp.LibTorch.Tests.Behaviour;

public class TensorDataTests
{
    [Fact]
    public void Accessor_OfATransposedTensor_FollowsItsDimensions()
    {
        using var scope = NewDisposeScope();
        var x = torch.arange(6).reshape(2, 3).t();

        x.data<long>().ToArray().Should().Equal(0, 3, 1, 4, 2, 5);
        x.data<long>()[2, 1].Should().Be(5);
        x.data<long>().CopyFrom([10, 20, 30, 40, 50, 60]);
        x.contiguous().Longs().Should().Equal(10, 20, 30, 40, 50, 60);
    }

    [Fact]
    public void Accessor_CopiesParts()
    {
        using var scope = NewDisposeScope();
        var x = torch.zeros(4);

        x.data<float>().CopyFrom([9, 1, 2], arrayIndex: 1, tensorIndex: 2);

        x.ShouldBe(0, 0, 1, 2);
        var target = new float[3];
        x.data<float>().CopyTo(target, arrayIndex: 1, tensorIndex: 2);
        target.Should().Equal(0, 1, 2);
    }

    [Fact]
    public void Bytes_AreTheTensorsMemory()
    {
        using var scope = NewDisposeScope();
        var x = torch.zeros(2, 2, dtype: uint8);

        x.bytes = new byte[] { 1, 2, 3, 255 };
        x.bytes[0] = 7;

        x.to(int64).Longs().Should().Equal(7, 2, 3, 255);
        torch.zeros(2, 3).t().Invoking(y => y.bytes.Length).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Metadata_IsTheTensors()
    {
        using var scope = NewDisposeScope();
        var x = torch.zeros(2, 3, 4, dtype: float64).transpose(0, 2);

        x.shape.Should().Equal(4, 3, 2);
        x.stride().Should().Equal(1, 4, 12);
        x.size(-1).Should().Be(2);
        (x.dim(), x.numel(), x.element_size(), x.dtype).Should().Be((3, 24, 8, float64));
        x.is_contiguous().Should().BeFalse();
        x.select(0, 1).storage_offset().Should().Be(1);
        x.device.ToString().Should().Be("cpu");
        x.ToString().Should().Be("[4x3x2], type = Float64, device = cpu");
    }

    [Fact]
    public void To_ConvertsAndCopiesOnlyWhereItMust()
    {
        using var scope = NewDisposeScope();
        var x = Numbers.Of([1.75f, -1.75f]);

        x.to(int64).Longs().Should().Equal(1, -1);
        x.to(float32).add_(1);
        x.ShouldBe(2.75f, -0.75f);
        x.to(float32, copy: true).add_(1);
        x.ShouldBe(2.75f, -0.75f);
        x.to(bfloat16).dtype.Should().Be(ScalarType.BFloat16);
        var gone = torch.ones(1);
        gone.to(float64, disposeAfter: true).item<double>().Should().Be(1);
        gone.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void Handle_GoesOutAndBack()
    {
        var tensor = torch.ones(2);

        var handle = tensor.DecoupleFromNativeHandle();
        tensor.IsInvalid.Should().BeTrue();
        using var again = Tensor.UnsafeCreateTensor(handle);

        again.ShouldBe(1, 1);
    }

    [Fact]
    public void Conversions_FromNumbersAndArrays_KeepTheirTypes()
    {
        using var scope = NewDisposeScope();
        Tensor number = 2.5f;
        Tensor array = new long[] { 1, 2 };

        (number.dtype, number.dim()).Should().Be((float32, 0));
        array.Longs().Should().Equal(1, 2);
        ((float)number).Should().Be(2.5f);
        ((long)array[1]).Should().Be(2);
    }
}
