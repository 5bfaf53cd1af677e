using ContrastiveDsl;
using ContrastiveDsl.Hosting;

return CommandLine.Run(args, Experiments.All);
