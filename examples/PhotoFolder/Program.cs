using ContrastiveDsl;
using ContrastiveDsl.Hosting;

// Own images: train Photos --data FOLDER, then embed, neighbors and export. Without a verb, a list of them.
return CommandLine.Run(args, Experiments.All);
