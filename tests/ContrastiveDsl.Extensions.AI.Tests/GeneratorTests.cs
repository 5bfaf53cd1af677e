using System.Globalization;
using ContrastiveDsl.Export;
using ContrastiveDsl.Hosting.Tests;
using ContrastiveDsl.Images;
using ContrastiveDsl.Native;
using Microsoft.Extensions.AI;
using TorchSharp;

namespace ContrastiveDsl.Extensions.AI.Tests;

/// <summary>An exported encoder as an embedding generator, compared with Torch.</summary>
public sealed class GeneratorTests(TinyRun run) : IClassFixture<TinyRun>
{
    private static readonly EvaluationTransform Transform = new(TinyEncoder.ImageSize);

    [Theory]
    [InlineData(OnnxInput.Bytes)]
    [InlineData(OnnxInput.Unit)]
    [InlineData(OnnxInput.Normalized)]
    public async Task Generate_FilesOfManyKinds_GivesWhatTorchGives(OnnxInput input)
    {
        using var generator = new OnnxImageEmbeddingGenerator(
            run.Export(input),
            new ImageEncoderOptions { BatchSize = 5 }
        );

        var embeddings = await generator.GenerateAsync(Contents());

        embeddings.Should().HaveCount(TinyRun.Names.Length);
        embeddings.Should().OnlyContain(embedding => embedding.ModelId!.EndsWith("." + nameof(Tiny)));
        foreach (var (name, embedding) in TinyRun.Names.Zip(embeddings))
        {
            embedding.Vector.ToArray().Should().Equal(ByTorch(name), Within(1e-5f));
        }
    }

    [Fact]
    public async Task Generate_UnitLength_GivesCosinesByProducts()
    {
        using var generator = new OnnxImageEmbeddingGenerator(run.Export(unit: true));

        var vector = (await generator.GenerateVectorAsync(Contents()[0])).ToArray();

        var plain = ByTorch(TinyRun.Names[0]);
        var length = MathF.Sqrt(plain.Sum(value => value * value));
        vector.Should().Equal(plain.Select(value => value / length), Within(1e-5f));
    }

    [Fact]
    public async Task Generate_BesideTheVerbEmbed_IsTheSameWithinItsPromise()
    {
        var file = run.File("embed.csv");
        var said = Invocation.Of([Tiny.Definition], "embed", run.Folder, run.Images, "--out", file);
        said.ExitCode.Should().Be(0, said.Error);
        using var generator = new OnnxImageEmbeddingGenerator(run.Export());

        var embeddings = await generator.GenerateAsync(Contents());

        foreach (var (line, embedding) in File.ReadAllLines(file).Skip(1).Zip(embeddings))
        {
            var numbers = line.Split(',')[1..].Select(cell => float.Parse(cell, CultureInfo.InvariantCulture));
            embedding.Vector.ToArray().Should().Equal(numbers, Within(1e-4f));
        }
    }

    [Fact]
    public async Task Generate_ByEightAtOnce_GivesTheBitsOfOneAfterAnother()
    {
        using var generator = new OnnxImageEmbeddingGenerator(run.Export(), new ImageEncoderOptions { Threads = 1 });
        var contents = Contents();
        var expected = new List<float[]>();
        foreach (var content in contents)
        {
            expected.Add((await generator.GenerateVectorAsync(content)).ToArray());
        }

        var clients = Enumerable
            .Range(0, 8)
            .Select(async client =>
            {
                for (var request = 0; request < 50; request++)
                {
                    var which = ((client * 7) + request) % contents.Length;
                    var vector = await generator.GenerateVectorAsync(contents[which]);
                    vector.ToArray().Should().Equal(expected[which]);
                }
            });

        await Task.WhenAll(clients);
    }

    [Fact]
    public async Task Generate_OfWhatIsNoImage_NamesItAndTheReason()
    {
        using var generator = new OnnxImageEmbeddingGenerator(run.Export());
        DataContent[] contents = [Contents()[0], new("<html></html>"u8.ToArray(), "image/jpeg")];

        var generate = () => generator.GenerateAsync(contents);

        (await generate.Should().ThrowAsync<ImageDecodeException>()).WithMessage("Image 2 cannot be read: *HTML*");
    }

    [Fact]
    public async Task Generate_CancelledOrForOtherDimensions_IsRefused()
    {
        using var generator = new OnnxImageEmbeddingGenerator(run.Export());
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var late = () => generator.GenerateAsync(Contents(), cancellationToken: cancelled.Token);
        var wide = () => generator.GenerateAsync(Contents(), new EmbeddingGenerationOptions { Dimensions = 99 });

        await late.Should().ThrowAsync<OperationCanceledException>();
        (await wide.Should().ThrowAsync<ArgumentException>()).WithMessage("*have 32 dimensions, not 99*");
    }

    [Fact]
    public void Services_OfAGenerator_AreItsMetadataAndItsEncoder()
    {
        using var generator = new OnnxImageEmbeddingGenerator(run.Export());

        var metadata = generator.GetRequiredService<EmbeddingGeneratorMetadata>();
        metadata.ProviderName.Should().Be("ContrastiveDsl");
        metadata.DefaultModelDimensions.Should().Be(TinyEncoder.FeatureSize);
        generator.GetRequiredService<OnnxImageEncoder>().ImageSize.Should().Be(TinyEncoder.ImageSize);
        generator.GetService(typeof(string)).Should().BeNull();
    }

    [Fact]
    public void Open_OfWhatIsNoExportedEncoder_SaysWhy()
    {
        var text = run.File("text.onnx");
        File.WriteAllText(text, "not a model");

        var missing = () => new OnnxImageEmbeddingGenerator(run.File("missing.onnx"));
        var broken = () => new OnnxImageEmbeddingGenerator(text);

        missing.Should().Throw<FileNotFoundException>().WithMessage("There is no file *missing.onnx*");
        broken.Should().Throw<InvalidDataException>().WithMessage("*text.onnx' cannot be opened as an ONNX model*");
    }

    private static Func<float, float, bool> Within(float tolerance) =>
        (actual, expected) => Math.Abs(actual - expected) <= tolerance;

    private DataContent[] Contents() =>
        [.. TinyRun.Names.Select(name => new DataContent(run[name], "image/png") { Name = name })];

    private float[] ByTorch(string name)
    {
        using var scope = torch.NewDisposeScope();
        var pixels = Transform.Load(run[name]);
        var bytes = HostTensor.Upload<byte>(pixels, [1, 16, 16, 3], torch.ScalarType.Byte, torch.CPU);
        var image = bytes.permute(0, 3, 1, 2).to(torch.ScalarType.Float32).div(255.0);
        return HostTensor.Read<float>(run.Experiment.Embed(image));
    }
}
