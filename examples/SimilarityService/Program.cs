using ContrastiveDsl.Images;
using SimilarityService;

// dotnet run -c Release -- --encoder encoder.onnx --images /data/photos
// curl --data-binary @cat.jpg 'http://localhost:5000/neighbors?k=5'
var builder = WebApplication.CreateBuilder(args);
var (encoder, images) = (builder.Configuration["encoder"], builder.Configuration["images"]);
if (encoder is null || images is null)
{
    Console.Error.WriteLine("Name the exported encoder and the folder of images: --encoder FILE.onnx --images FOLDER");
    return 2;
}

using var search = new ImageSearch(encoder);
foreach (var broken in search.AddFolder(ImageFolder.List(images)))
{
    Console.Error.WriteLine($"left out '{broken.Path}': {broken.Reason}");
}

using var app = Service.Build(builder, search);
app.Run();
return 0;
