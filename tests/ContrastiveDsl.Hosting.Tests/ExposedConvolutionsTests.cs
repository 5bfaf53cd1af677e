using System.Text;
using System.Text.Json;
using ContrastiveDsl.Modules;
using ContrastiveDsl.Native;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class ExposedConvolutionsTests
{
    private static readonly (int Eax, int Ebx, int Ecx, int Edx) Nothing = (0, 0, 0, 0);

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Train_CustomModuleWithAConvolutionOfTorch_IsNamedInOneLineWhereCachesAreHidden(bool hidden, int lines)
    {
        using var folder = new StripesFolder();
        var overrides = new Overrides
        {
            Data = folder.Data,
            Output = folder.Output,
            Threads = 1,
        };
        var request = new TrainRequest("Stripes", null, overrides, Plain: true);

        var run = Invocation.With(terminal =>
            new TrainCommand([StripesExperiment.Definition], terminal) { HidesCacheSizes = hidden }.Run(request)
        );

        run.ExitCode.Should().Be(0);
        var cautions = run.OutputLines.Where(line => line.StartsWith("caution: ", StringComparison.Ordinal)).ToArray();
        cautions.Should().HaveCount(lines);
        Array.ForEach(cautions, line =>
            line.Should().Contain("Network.conv1;").And.EndWith("use ContrastiveDsl.Modules.Convolution2d")
        );
    }

    [Fact]
    public void Settings_OfARun_SayHowConvolutionsAreComputed()
    {
        using var folder = new StripesFolder();
        TrainingRun.Start("Stripes", new RunSettings { Output = folder.Output }).Dispose();

        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Output, RunFolder.SettingsFile)));

        json.RootElement.GetProperty("fingerprint")
            .GetProperty("convolutions")
            .GetString()
            .Should()
            .Be("matrix product and channels-last" + (CacheSizes.AreTold ? ", with cache sizes" : ""));
    }

    [Fact]
    public void PathOn_Cuda_IsLibtorchs() => Convolution2d.PathOn(new Device("cuda")).Should().Be("conv2d of libtorch");

    [Theory]
    [InlineData("AuthenticAMD", 0, true)]
    [InlineData("AuthenticAMD", 0x121, false)]
    [InlineData("GenuineIntel", 0, false)]
    public void HidesCaches_OfAProcessor_AsksVendorAndLeaf(string vendor, int leaf, bool expected) =>
        Processor
            .HidesCaches(
                (asked, _) =>
                    asked == 0 ? Named(vendor)
                    : asked == unchecked((int)0x8000001D) ? Nothing with { Eax = leaf }
                    : Nothing
            )
            .Should()
            .Be(expected);

    /// <summary>Zen 4 and Zen 5 say the first two, the third what other vendors or virtual machines may.</summary>
    [Theory]
    [InlineData("AuthenticAMD", 0x20080140, 0x04006140, 32, 1024)]
    [InlineData("AuthenticAMD", 0x300C0140, 0x04006140, 48, 1024)]
    [InlineData("AuthenticAMD", 0x300C0140, 0, null, null)]
    [InlineData("AuthenticAMD", 0, 0x04006140, null, null)]
    [InlineData("GenuineIntel", 0x300C0140, 0x04006140, null, null)]
    public void Caches_OfAProcessor_AreReadFromTheOlderLeaves(
        string vendor,
        int first,
        int other,
        int? firstKibibytes,
        int? secondKibibytes
    )
    {
        var caches = Processor.Caches(
            (asked, _) =>
                asked == 0 ? Named(vendor)
                : asked == unchecked((int)0x80000005) ? Nothing with { Ecx = first }
                : asked == unchecked((int)0x80000006) ? Nothing with { Ecx = other }
                : Nothing
        );

        ((int?)(caches?.First / 1024)).Should().Be(firstKibibytes);
        ((int?)(caches?.Second / 1024)).Should().Be(secondKibibytes);
    }

    /// <summary>The reference to oneDNN's own description would move with another libtorch: then this fails.</summary>
    [Fact]
    public void CacheSizes_WhereTheyAreHidden_AreTold() =>
        CacheSizes
            .AreTold.Should()
            .Be(Processor.HidesCacheSizes && Processor.CacheSizes is not null && ImportTable.IsSupported);

    [Fact]
    public void Nnpack_OnLinux_IsOff()
    {
        TorchContext.WithoutNnpack().Should().Be(OperatingSystem.IsLinux());
    }

    private static (int Eax, int Ebx, int Ecx, int Edx) Named(string vendor)
    {
        var name = Encoding.ASCII.GetBytes(vendor);
        return (13, BitConverter.ToInt32(name, 0), BitConverter.ToInt32(name, 8), BitConverter.ToInt32(name, 4));
    }
}
