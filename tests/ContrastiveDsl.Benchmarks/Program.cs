using System.Globalization;
using ContrastiveDsl.Benchmarks;
using ContrastiveDsl.Benchmarks.HandWritten;
using ContrastiveDsl.Data;
using ContrastiveDsl.Training;
using TorchSharp;

// Arguments: FOLDER ROUNDS STEPS [PEER.py]. The loops take turns, so that all see the same machine; only their ratios mean something.
var (folder, rounds, steps) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
const int BatchSize = 256;

HostMemory.KeepActivations();
Threads.Use();
using var images = Images();
var generated = new GeneratedLoop(images, BatchSize);
var hand = new HandLoop(images.Range(0, images.Count).mul(255).add(0.5).to(torch.ScalarType.Byte));
var contenders = new List<Contender>
{
    new("generated", () => Speed.Of(BatchSize * steps, () => generated.Run(steps))),
    new("by hand", () => Speed.Of(BatchSize * steps, () => hand.Run(steps, BatchSize))),
};
if (args.Length > 3)
{
    contenders.Add(new("peer", () => Peer.Run(args[3], folder, steps, torch.get_num_threads())));
}

generated.Run(2);
hand.Run(2, BatchSize);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rounds} rounds of {steps} steps of {BatchSize} images, {torch.get_num_threads()} threads; images/s"));
Console.WriteLine(Table.Line("round", contenders.Select(contender => contender.Name)));
for (var round = 1; round <= rounds; round++)
{
    // Every other round in the opposite order: nobody always goes first.
    foreach (var contender in round % 2 == 0 ? contenders.AsEnumerable().Reverse() : contenders)
    {
        contender.TakeTurn();
    }

    Console.WriteLine(Table.Line(round.ToString(CultureInfo.InvariantCulture), contenders.Select(contender => Table.Number(contender.Speeds[^1], 1))));
}

foreach (var other in contenders.Skip(1))
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median of generated / {other.Name}: {contenders[0].MedianRatio(other):F3}"));
}

ImageSet Images()
{
    using var all = ImageSets.Open(folder).Train;
    return all.Take(BatchSize * steps);
}
