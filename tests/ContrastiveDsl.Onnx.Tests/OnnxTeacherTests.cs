using ContrastiveDsl.Data;
using ContrastiveDsl.Export;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Onnx.Tests;

/// <summary>Networks in ONNX files as teachers, compared with Torch.</summary>
public sealed class OnnxTeacherTests : IDisposable
{
    private static readonly TeacherNormalization Views = new([0.5, 0.5, 0.5], [0.25, 0.5, 1]);

    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-onnx-").FullName;
    private readonly Tiny experiment;

    public OnnxTeacherTests()
    {
        var settings = Tiny.Defaults with { Output = Run };
        experiment = new Tiny(settings);
        using var run = TrainingRun.Start(nameof(Tiny), settings);
        run.Begin(1);
        run.SaveCheckpoint(experiment);
    }

    private string Run => Path.Combine(folder, "run");

    public void Dispose()
    {
        experiment.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>
    /// However the file wants its pixels, it says what the encoder says of the images behind the views.
    /// </summary>
    [Theory]
    [InlineData(OnnxInput.Unit, 1e-5)]
    [InlineData(OnnxInput.Normalized, 1e-5)]
    [InlineData(OnnxInput.Bytes, 1e-2)]
    public void Features_OfOurExport_AreThoseOfTheEncoder(OnnxInput input, double tolerance)
    {
        using var scope = NewDisposeScope();
        var images = rand(5, 3, 16, 16, generator: new Generator(3, CPU));
        using var run = TrainingRun.Start(nameof(Student), Student.Defaults);
        using var teacher = Opened(run, Export(input));

        var said = teacher.Features(StudentViews.Clean(images));

        said.requires_grad.Should().BeFalse();
        said.sub(experiment.Embed(images)).abs().max().item<float>().Should().BeLessThan((float)tolerance);
    }

    /// <summary>
    /// A file that says nothing of its pixels gets the views as the student does, or as the experiment says; one of
    /// four images at once takes ten in three rounds.
    /// </summary>
    [Fact]
    public void Features_OfAForeignFile_AreOfTheViewsOrAsStated()
    {
        var path = Path.Combine(folder, "foreign.onnx");
        File.WriteAllBytes(path, ForeignModel.Pooling(batch: 4, channels: 3, size: 16));
        using var scope = NewDisposeScope();
        var images = rand(10, 3, 16, 16, generator: new Generator(3, CPU));
        var views = StudentViews.Clean(images);
        using var run = TrainingRun.Start(nameof(Student), Student.Defaults);
        using var silent = new Teacher(path, 3, 3, 16, Views);
        using var stated = new Teacher(path, 3, 3, 16, Views, new TeacherNormalization([0.1, 0.2, 0.3], [0.5]));
        silent.Open(run, []);
        stated.Open(run, []);

        Difference(silent.Features(views), views.mean([2L, 3L])).Should().BeLessThan(1e-5f);
        var expected = images.mean([2L, 3L]).sub(tensor(new[] { 0.1f, 0.2f, 0.3f })).div(0.5);
        Difference(stated.Features(views), expected).Should().BeLessThan(1e-5f);

        static float Difference(Tensor one, Tensor other) => one.sub(other).abs().max().item<float>();
    }

    [Fact]
    public void Open_WhatDoesNotFit_SaysSo()
    {
        using var run = TrainingRun.Start(nameof(Student), Student.Defaults);
        var path = Export(OnnxInput.Unit);

        ((Action)(() => new Teacher(path, 64, 3, 16, Views).Open(run, [])))
            .Should()
            .Throw<IOException>()
            .WithMessage($"The teacher '{path}' gives 32 numbers an image, the projector 64: *");
        ((Action)(() => new Teacher(path, 32, 3, 32, Views).Open(run, [])))
            .Should()
            .Throw<IOException>()
            .WithMessage("*16 × 16 pixels, the views have 32 × 32*");
        ((Action)(() => new Teacher(Path.Combine(folder, "none.onnx"), 32, 3, 16, Views).Open(run, [])))
            .Should()
            .Throw<FileNotFoundException>()
            .WithMessage("There is no teacher '*none.onnx'*");
        var broken = Path.Combine(folder, "broken.onnx");
        File.WriteAllText(broken, "no model");
        ((Action)(() => new Teacher(broken, 32, 3, 16, Views).Open(run, [])))
            .Should()
            .Throw<IOException>()
            .WithMessage("*cannot be opened as an ONNX model*");
    }

    /// <summary>Trained, stopped and resumed with the file; and with another file not at all.</summary>
    [Fact]
    public void Student_OfAFile_TrainsAndGoesOnWithThatFileOnly()
    {
        const string Name = "distill-teacher.onnx";
        try
        {
            File.Copy(Export(OnnxInput.Bytes), Name, overwrite: true);
            var settings = Student.Defaults with { Output = Path.Combine(folder, "student") };
            using (var student = new Student(settings))
            using (var run = TrainingRun.Start(nameof(Student), settings))
            using (var images = Images())
            {
                student.Train(images, run);
            }

            File.Copy(Export(OnnxInput.Unit), Name, overwrite: true);
            using var resumed = TrainingRun.Resume(settings.Output!);
            using var again = new Student(resumed.Settings);
            using var same = Images();
            resumed.Restore(again);
            ((Action)(() => again.Train(same, resumed)))
                .Should()
                .Throw<IOException>()
                .WithMessage("*another one than the run began with*");
        }
        finally
        {
            File.Delete(Name);
        }
    }

    private static Teacher Opened(TrainingRun run, string path)
    {
        var teacher = new Teacher(path, 32, 3, 16, Views);
        teacher.Open(run, []);
        return teacher;
    }

    private static ImageSet Images()
    {
        using var scope = NewDisposeScope();
        return new ImageSet(randint(0, 256, [24, 3, 16, 16], ScalarType.Byte, generator: new Generator(4, CPU)));
    }

    private string Export(OnnxInput input)
    {
        var path = Path.Combine(folder, input + ".onnx");
        EncoderExport.WriteOnnx(Tiny.Definition, Run, path, new OnnxOptions { Input = input });
        return path;
    }
}
