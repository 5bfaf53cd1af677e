using ContrastiveDsl;
using ContrastiveDsl.Hosting;

// The verbs: list, describe, train, embed, neighbors, export and more; without one, a list of them.
var images = new DefaultData("""IMAGES_FOLDER""", "Name the folder that holds your images with --data FOLDER.");
return CommandLine.Run(args, Experiments.All, images);
