using ContrastiveDsl;
using ContrastiveDsl.Hosting;
using FashionMnist;

return CommandLine.Run(args, Experiments.All, ClothesImages.Default);
