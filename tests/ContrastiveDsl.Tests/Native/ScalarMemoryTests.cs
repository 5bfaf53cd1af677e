using System.Reflection;
using System.Runtime.InteropServices;
using ContrastiveDsl.Native;
using ContrastiveDsl.Tests.Training;
using TorchSharp;

namespace ContrastiveDsl.Tests.Native;

public sealed class ScalarMemoryTests
{
    /// <summary>Bytes of <c>c10::Scalar</c> that hold its kind and its number.</summary>
    private const int Size = 32;

    [ImportTableFact]
    public void FreedScalar_ManyOthersLater_StillHoldsItsNumber()
    {
        ScalarMemory.Use().Should().BeTrue();
        var scalar = 1.5.ToScalar();
        var place = PlaceOf(scalar);
        var before = Read(place);

        // As the finalizer does while libtorch may still read it.
        scalar.Dispose();
        for (var i = 0; i < 10_000; i++)
        {
            ((double)i).ToScalar().Dispose();
        }

        Read(place).Should().Equal(before);
        BitConverter.ToDouble(before, 16).Should().Be(1.5, "that is where the number lies");
    }

    [ImportTableFact]
    public void FreedScalar_AsManyOthersLaterAsAreKept_IsFreed()
    {
        ScalarMemory.Use().Should().BeTrue();
        var scalar = 1.5.ToScalar();
        var place = PlaceOf(scalar);
        scalar.Dispose();
        var places = new HashSet<nint>();
        for (var i = 0; i < 2 * ScalarMemory.Kept; i++)
        {
            using var other = ((double)i).ToScalar();
            places.Add(PlaceOf(other));
        }

        places.Should().HaveCountLessThan(2 * ScalarMemory.Kept, "memory is used again").And.Contain(place);
    }

    private static nint PlaceOf(Scalar scalar) => (nint)Handle.GetValue(scalar)!;

    private static PropertyInfo Handle { get; } =
        typeof(Scalar).GetProperty("Handle", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private static byte[] Read(nint place)
    {
        var bytes = new byte[Size];
        Marshal.Copy(place, bytes, 0, Size);
        return bytes;
    }
}
