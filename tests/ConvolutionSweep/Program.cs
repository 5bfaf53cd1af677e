using ContrastiveDsl.ConvolutionSweep;
using ContrastiveDsl.Native;
using ContrastiveDsl.Training;

// Says before each case what it is, so that the last line of a process that died names it. With several convolutions,
// each after the other.
const string Usage =
    "ConvolutionSweep list | blur [OPTION...] | depthwise [OPTION...] | GROUP CONVOLUTION... [OPTION...]\n"
    + "  CONVOLUTION    house, torch, wrong or dying\n"
    + "  --wide         many cases, for minutes\n"
    + "  --hidden-caches  as on an AMD processor that hides the sizes of its caches, which the library does not tell\n"
    + "  --told-caches    the same, where the library tells them";
var options = args.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)).ToHashSet();
var wide = options.Remove("--wide");
var (hidden, told) = (options.Remove("--hidden-caches"), options.Remove("--told-caches"));
AppContext.SetSwitch(CacheSizes.Switch, hidden);
if ((hidden || told) && !HiddenCaches.Pretend())
{
    Console.WriteLine("note: the caches cannot be hidden here");
}

if (told && !CacheSizes.Tell())
{
    Console.WriteLine("note: the caches cannot be told of here");
}

HostMemory.KeepActivations();
string[] names = [.. args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal))];
switch (names)
{
    case ["list"]:
        Console.WriteLine(string.Join('\n', Group.All.Select(group => group.Name)));
        return 0;
    case ["blur"] when options.Count == 0:
        return Sweep.Run("house", BlurCase.All(wide), tried => tried.Fault());
    case ["depthwise"] when options.Count == 0:
        return Sweep.Run("house", DepthwiseCase.All(wide), tried => tried.Fault());
    case [var name, .. { Length: > 0 } convolutions] when options.Count == 0 && Group.Named(name) is { } group:
        return convolutions.Max(convolution => Try(group, convolution));
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

int Try(Group group, string convolution)
{
    var candidate = Candidate.Named(convolution);
    return Sweep.Run(convolution, group.Cases(wide), tried =>
    {
        var numbers = Numbers.For(tried);
        return candidate(tried, numbers).Fault(Candidate.Right(tried, numbers), tried.Type);
    });
}
