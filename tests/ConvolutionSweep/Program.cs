using ContrastiveDsl.ConvolutionSweep;
using ContrastiveDsl.Training;
using TorchSharp;

// ConvolutionSweep list | blur [--wide] | CONVOLUTION GROUP [--wide]: says before each case what it is, so that the last line of a process that died names it.
var wide = args.Contains("--wide");
var names = args.Where(argument => argument != "--wide").ToArray();
switch (names)
{
    case ["list"]:
        Console.WriteLine(string.Join('\n', Group.All.Select(group => group.Name)));
        return 0;
    case ["blur"]:
        HostMemory.KeepActivations();
        return Sweep.Run(BlurCase.All(wide), tried => tried.Fault());
    case [var convolution, var name] when Group.All.FirstOrDefault(group => group.Name == name) is { } group:
        HostMemory.KeepActivations();
        var candidate = Candidate.Named(convolution);
        return Sweep.Run(group.Cases(wide), tried =>
        {
            var numbers = Numbers.For(tried);
            return candidate(tried, numbers).Fault(Candidate.Right(tried, numbers), tried.Type);
        });
    default:
        Console.Error.WriteLine("ConvolutionSweep list | blur [--wide] | house|torch|wrong|dying GROUP [--wide]");
        return 2;
}
