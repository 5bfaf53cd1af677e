using ContrastiveDsl;
using ContrastiveDsl.Hosting;

// A paper's table: describe each row, then train --data FOLDER with the binary version of CIFAR-10.
return CommandLine.Run(args, Experiments.All);
