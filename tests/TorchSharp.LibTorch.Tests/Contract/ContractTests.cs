using System.Reflection;

namespace TorchSharp.LibTorch.Tests.Contract;

/// <summary>
/// The stand-in offers a subset of TorchSharp 0.105.2, identical where it exists, so that an assembly compiled against one runs on the other.
/// </summary>
public class ContractTests
{
    private static readonly SortedSet<string> Ours = ApiReader.Read(typeof(torch).Assembly.GetTypes());
    private static readonly HashSet<string> Theirs = [.. ReadLines("TorchSharp.txt")];
    private static readonly Dictionary<string, string> Omissions = ReadOmissions();

    [Fact]
    public void PublicSurface_OfStandIn_IsPartOfTorchSharp() => ApiContract.Foreign(Ours, Theirs).Should().BeEmpty();

    [Fact]
    public void Overloads_OfEveryName_AreCompleteOrExcused() =>
        ApiContract.MissingOverloads(Ours, Theirs).Where(line => !Omissions.ContainsKey(line)).Should().BeEmpty();

    [Fact]
    public void Omissions_AllNameAnOverloadThatIsMissing() =>
        Omissions.Keys.Except(ApiContract.MissingOverloads(Ours, Theirs)).Should().BeEmpty("an omission that excuses nothing hides the next one");

    [Fact]
    public void Omissions_AllGiveAReason() => Omissions.Where(omission => omission.Value.Length < 20).Should().BeEmpty();

    [Fact]
    public void Assembly_IsNamedAndNumberedBelowTorchSharp()
    {
        var name = typeof(torch).Assembly.GetName();

        name.Name.Should().Be("TorchSharp");
        name.Version.Should().Be(new Version(0, 104, 0, 0));
        typeof(torch).Assembly.GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>().Should().BeEmpty();
    }

    [Fact]
    public void Foreign_PlantedType_IsFound() =>
        ApiContract.Foreign(ApiReader.Read([typeof(Planted)]), Theirs).Should().Contain(
            "M TorchSharp.LibTorch.Tests.Contract.Planted :: static sum(TorchSharp.torch.Tensor input, long dim, bool keepdim = false) : TorchSharp.torch.Tensor");

    [Theory]
    [InlineData("M TorchSharp.torch.Tensor :: abs(int plane) : TorchSharp.torch.Tensor")]
    [InlineData("M TorchSharp.torch.Tensor :: clone(bool deep = false) : TorchSharp.torch.Tensor")]
    [InlineData("M TorchSharp.torch :: static zeros(long[] sizes) : TorchSharp.torch.Tensor")]
    public void Foreign_PlantedMember_IsFound(string line) => ApiContract.Foreign(Ours.Append(line), Theirs).Should().Equal(line);

    [Theory]
    [InlineData("M TorchSharp.torch.Tensor :: sum(TorchSharp.torch.ScalarType? type = null) : TorchSharp.torch.Tensor")]
    [InlineData("M TorchSharp.torch.Tensor :: static op_Implicit(long value) : TorchSharp.torch.Tensor")]
    [InlineData("P TorchSharp.torch.Tensor :: TensorItems[long i1] : TorchSharp.torch.Tensor { get; set; }")]
    [InlineData("E TorchSharp.torch.ScalarType :: BFloat16 = 15")]
    public void MissingOverloads_OneTakenAway_IsFound(string line)
    {
        Ours.Should().Contain(line);

        ApiContract.MissingOverloads(Ours.Where(ours => ours != line).ToHashSet(), Theirs).Should().Contain(line);
    }

    private static IEnumerable<string> ReadLines(string name)
    {
        using var reader = new StreamReader(typeof(ContractTests).Assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    // Each line: the member as the list of TorchSharp writes it, a tab, the reason. A reason of one quotation mark repeats the one above.
    private static Dictionary<string, string> ReadOmissions()
    {
        var omissions = new Dictionary<string, string>();
        var reason = "";
        foreach (var parts in ReadLines("Omissions.txt").Select(line => line.Split('\t')))
        {
            reason = parts.Length > 1 && parts[1] != "\"" ? parts[1] : reason;
            omissions.Add(parts[0], parts.Length > 1 ? reason : "");
        }
        return omissions;
    }
}
