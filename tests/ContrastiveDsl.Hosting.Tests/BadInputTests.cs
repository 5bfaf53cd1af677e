using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class BadInputTests
{
    [Theory]
    [InlineData(
        "tain",
        "There is no verb 'tain'. Did you mean 'train'? There are: list, describe, train, compare, embed, neighbors, evaluate, report, export."
    )]
    [InlineData(
        "frobnicate",
        "There is no verb 'frobnicate'. There are: list, describe, train, compare, embed, neighbors, evaluate, report, export."
    )]
    [InlineData("describe", "describe needs NAME.")]
    [InlineData(
        "describe ClothesSimCRL",
        "There is no experiment 'ClothesSimCRL'. Did you mean 'ClothesSimClr'? There are: ClothesSimClr."
    )]
    [InlineData("describe Wheels", "There is no experiment 'Wheels'. There are: ClothesSimClr.")]
    [InlineData("describe ClothesSimClr extra", "'extra' is one argument too many for describe.")]
    [InlineData(
        "train",
        "Name the experiment to train; the verb list shows them. To go on with a run: train --resume RUN."
    )]
    [InlineData("train ClothesSimClr", "There is no data: name the folder that holds the images with --data DIR.")]
    [InlineData(
        "train ClothesSimClr --epoch 3",
        "train has no option '--epoch'. Did you mean '--epochs'? There are: --data, --labels, --test-share, --store, --strict-data, --epochs, --batch-size, --seed, --limit, --device, --threads, --out, --from, --score-share, --resume, --allow-changed, --checkpoint-steps, --checkpoint-minutes, --keep-checkpoints, --stop-on-collapse, --plain, --no-report, --tensorboard."
    )]
    [InlineData("train ClothesSimClr --epochs", "--epochs needs a value: --epochs N.")]
    [InlineData(
        "train ClothesSimClr --epochs 2.5",
        "--epochs is '2.5', but must be a whole number, at least 1 and at most 2147483647."
    )]
    [InlineData("train ClothesSimClr --epochs 0", "--epochs is 0, but must be at least 1.")]
    [InlineData("train ClothesSimClr --epochs 3000000000", "--epochs is 3000000000, but must be at most 2147483647.")]
    [InlineData("train ClothesSimClr --batch-size 1", "--batch-size is 1, but must be at least 2.")]
    [InlineData("train ClothesSimClr --seed -1", "--seed is -1, but must be at least 0.")]
    [InlineData("train ClothesSimClr --limit 1", "--limit is 1, but must be at least 2.")]
    [InlineData("train ClothesSimClr --checkpoint-steps 0", "--checkpoint-steps is 0, but must be at least 1.")]
    [InlineData(
        "train ClothesSimClr --checkpoint-minutes soon",
        "--checkpoint-minutes is 'soon', but must be a number of minutes, such as 10 or 0.5; 0 for none."
    )]
    [InlineData(
        "train --resume run --allow-changed seed",
        "--allow-changed names 'seed', but may name threads, device or versions only."
    )]
    [InlineData(
        "train ClothesSimClr --allow-changed threads",
        "--allow-changed is for a run that goes on: give it with --resume RUN."
    )]
    [InlineData("list --epochs 3", "list has no option '--epochs', nor any other.")]
    [InlineData("train ClothesSimClr --threads 2000", "--threads is 2000, but must be at most 1024.")]
    [InlineData("train ClothesSimClr --threads 0", "--threads is 0, but must be at least 1.")]
    [InlineData(
        "train ClothesSimClr --device gpu",
        "--device is 'gpu', but must be cpu, cuda or cuda:N with the number of a device."
    )]
    [InlineData(
        "train ClothesSimClr --device cuda:",
        "--device is 'cuda:', but must be cpu, cuda or cuda:N with the number of a device."
    )]
    [InlineData(
        "train ClothesSimClr --device cuda:-1",
        "--device is 'cuda:-1', but must be cpu, cuda or cuda:N with the number of a device."
    )]
    [InlineData(
        "train ClothesSimClr --device CPU",
        "--device is 'CPU', but must be cpu, cuda or cuda:N with the number of a device."
    )]
    [InlineData(
        "train --epoch 3",
        "train has no option '--epoch'. Did you mean '--epochs'? There are: --data, --labels, --test-share, --store, --strict-data, --epochs, --batch-size, --seed, --limit, --device, --threads, --out, --from, --score-share, --resume, --allow-changed, --checkpoint-steps, --checkpoint-minutes, --keep-checkpoints, --stop-on-collapse, --plain, --no-report, --tensorboard."
    )]
    [InlineData(
        "compare --seed 1",
        "compare has no option '--seed'. Did you mean '--seeds'? There are: --seeds, --results, --table, --fine-tune, --data, --labels, --test-share, --store, --strict-data, --epochs, --batch-size, --limit, --device, --threads, --plain."
    )]
    [InlineData("compare --seeds", "--seeds needs a value: --seeds 1,2,3.")]
    [InlineData(
        "compare --seeds 1,x",
        "--seeds is 'x', but must be a whole number, at least 0 and at most 9223372036854775807."
    )]
    [InlineData("compare --seeds 3,-1", "--seeds is -1, but must be at least 0.")]
    [InlineData("compare --seeds ,", "--seeds names no seed; write --seeds 1,2,3.")]
    [InlineData("compare --seeds 1,,2", "--seeds is '1,,2', but nothing stands before or after one of its commas.")]
    [InlineData("compare --seeds 1,2,", "--seeds is '1,2,', but nothing stands before or after one of its commas.")]
    [InlineData(
        "train --resume run --allow-changed ,threads",
        "--allow-changed is ',threads', but nothing stands before or after one of its commas."
    )]
    [InlineData("compare --seeds 1,2,1", "--seeds names 1 twice; name each seed once.")]
    [InlineData(
        "compare --limit many",
        "--limit is 'many', but must be a whole number, at least 2 and at most 2147483647."
    )]
    [InlineData(
        "compare ClothesSimCRL",
        "There is no experiment 'ClothesSimCRL'. Did you mean 'ClothesSimClr'? There are: ClothesSimClr."
    )]
    [InlineData(
        "compare ClothesSimClr Shop.ClothesSimClr",
        "'ClothesSimClr' is named twice; name each experiment once."
    )]
    [InlineData("compare", "There is no data: name the folder that holds the images with --data DIR.")]
    [InlineData("compare --data /no/such/folder", "--data: There is no folder '/no/such/folder'.")]
    [InlineData("compare --data /no/such.npy", "--data: There is no file '/no/such.npy'.")]
    [InlineData("compare --results /", "--results is '/', which is a folder; name a file.")]
    [InlineData("compare --results /dev/null", "--results is '/dev/null', which is a device; name a file.")]
    [InlineData("compare --table --results /no/such/file", "There are no results in '/no/such/file' yet.")]
    [InlineData("compare --table --epochs 3", "--table trains nothing: with it only names and --results may be given.")]
    [InlineData(
        "compare --table --fine-tune",
        "--table trains nothing: with it only names and --results may be given."
    )]
    [InlineData(
        "train --resume /no/such/run",
        "--resume: '/no/such/run' is not the folder of a run: looked for settings.json."
    )]
    public void Run_BadInput_SaysWhatIsWrongInOneLineAndExitsWith2(string command, string expected)
    {
        var run = Invocation.Of(Definitions.Clothes, command.Split(' '));

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().Equal("error: " + expected);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void Run_SeveralProblems_NamesEach()
    {
        var run = Invocation.Of(Definitions.Clothes, "train", "ClothesSimClr", "--epochs", "0", "--limit", "x");

        run.ErrorLines.Should().HaveCount(2).And.OnlyContain(line => line.StartsWith("error: --"));
    }

    [Fact]
    public void Find_AmbiguousName_ListsTheQualifiedNames()
    {
        var run = Invocation.Of(
            [Definitions.Of(ModelBuilder.Clothes(ns: "Shop")), Definitions.Of(ModelBuilder.Clothes(ns: "Depot"))],
            "describe",
            "ClothesSimClr"
        );

        run.ErrorLines.Should()
            .Equal("error: 'ClothesSimClr' names 2 experiments; write which: Shop.ClothesSimClr, Depot.ClothesSimClr.");
    }

    [Fact]
    public void Find_QualifiedName_IsFound()
    {
        var run = Invocation.Of(
            [Definitions.Of(ModelBuilder.Clothes(ns: "Shop")), Definitions.Of(ModelBuilder.Clothes(ns: "Depot"))],
            "describe",
            "Depot.ClothesSimClr"
        );

        run.ExitCode.Should().Be(0);
    }

    [Fact]
    public void Train_NoSuchFolder_IsRefusedAndNothingIsWritten()
    {
        using var folder = new StripesFolder();

        Refused(folder, ["--data", "/no/such/folder"], "--data: There is no folder '/no/such/folder'.");
    }

    [Fact]
    public void Train_FolderWithoutImages_SaysWhatWasLookedFor()
    {
        using var folder = new StripesFolder();

        var run = Train(folder, "--data", folder.Root);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("error: --data: There are no training images in ")
            .And.Contain("train-images-idx3-ubyte")
            .And.Contain("It holds data");
        Directory.Exists(folder.Output).Should().BeFalse();
    }

    [Fact]
    public void Train_TruncatedFile_IsRefused()
    {
        using var folder = new StripesFolder();
        var images = Path.Combine(folder.Data, "train-images-idx3-ubyte");
        File.WriteAllBytes(images, File.ReadAllBytes(images)[..1000]);

        var run = Train(folder, "--data", folder.Data);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().ContainSingle().Which.Should().Contain("is cut short");
    }

    /// <summary>Torch's order of the axes: as rows, columns and channels they would be of one row each.</summary>
    [Fact]
    public void Train_ImagesWithTheirChannelsFirst_SaysWhichAxesAreExpected()
    {
        using var folder = new StripesFolder();
        var file = Path.Combine(folder.Root, "images.npy");
        File.WriteAllBytes(file, NpyBytes.Build("|u1", [70, 1, 8, 8], new byte[70 * 64]));

        Refused(
            folder,
            ["--data", file],
            $"The images in '{file}' are N×1×8×8, which looks like N×C×H×W; the axes of a .npy file are N×H×W×C, or N×H×W for gray: save images.transpose(0, 2, 3, 1)."
        );
    }

    /// <summary>An image of one row is none of these; nor is one whose sides are equal, whatever it is.</summary>
    [Theory]
    [InlineData(3, 32, 32, 3, true)]
    [InlineData(3, 32, 32, 1, true)]
    [InlineData(12, 32, 32, 12, true)]
    [InlineData(12, 32, 32, 3, false)]
    [InlineData(1, 100, 12, 1, false)]
    [InlineData(3, 3, 3, 3, false)]
    [InlineData(28, 28, 1, 3, false)]
    [InlineData(0, 0, 3, 3, false)]
    public void AxesProblem_OfRowsColumnsAndChannels_IsOfTorchsOrderAlone(
        int height,
        int width,
        int channels,
        int taken,
        bool isOne
    ) => (ImageFit.AxesProblem((channels, height, width), taken) is not null).Should().Be(isOne);

    [Fact]
    public void Train_OnADevice_IsRefused()
    {
        using var folder = new StripesFolder();

        Refused(folder, ["--data", "/dev/null"], "--data: '/dev/null' is a device, not a file.");
        Refused(folder, ["--data", folder.Data, "--from", "/dev/null"], "--from: '/dev/null' is a device, not a file.");
    }

    [Fact]
    public void Train_LimitAboveTheData_IsRefused()
    {
        using var folder = new StripesFolder();

        Refused(
            folder,
            ["--data", folder.Data, "--limit", "257"],
            $"--limit is 257, but '{folder.Data}' holds 256 training images; lower it, or leave it out to use them all."
        );
    }

    [Fact]
    public void Train_ImagesOfAnotherSize_IsRefused()
    {
        using var folder = new StripesFolder(side: 10);

        Refused(
            folder,
            ["--data", folder.Data],
            $"The images in '{folder.Data}' have 10×10 pixels, but 'StripesEncoder' takes 8×8: set ImageSize = 10 on it."
        );
    }

    [Fact]
    public void Train_BatchLargerThanTheData_IsRefusedByTheRule()
    {
        using var folder = new StripesFolder();

        Refused(
            folder,
            ["--data", folder.Data, "--batch-size", "257"],
            "CDSL3019: There are 256 images, fewer than BatchSize = 257, so an epoch has no step. Give --batch-size 256 or less."
        );
    }

    [Fact]
    public void Train_LimitBelowTheBatch_IsRefusedByTheRule()
    {
        using var folder = new StripesFolder();

        Refused(
            folder,
            ["--data", folder.Data, "--limit", "63"],
            "CDSL3019: There are 63 images, fewer than BatchSize = 64, so an epoch has no step. Give --batch-size 63 or less."
        );
    }

    [Fact]
    public void Train_OutputNotEmpty_IsRefusedAndLeftAlone()
    {
        using var folder = new StripesFolder();
        Directory.CreateDirectory(folder.Output);
        File.WriteAllText(Path.Combine(folder.Output, "notes.txt"), "mine");

        var run = Train(folder, "--data", folder.Data);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal($"error: --out is '{folder.Output}', which exists and is not empty; name another folder.");
        Directory.GetFileSystemEntries(folder.Output).Should().ContainSingle();
    }

    [Fact]
    public void Train_OutputIsAFile_IsRefused()
    {
        using var folder = new StripesFolder();
        File.WriteAllText(folder.Output, "mine");

        var run = Train(folder, "--data", folder.Data);

        run.ErrorLines.Should()
            .Equal($"error: --out is '{folder.Output}', which is a file; name a folder that does not exist yet.");
    }

    [Fact]
    public void Run_UnexpectedFailure_IsOneLineWithoutATrace()
    {
        using var folder = new StripesFolder(side: 28, train: 256);

        var run = Invocation.Of(
            Definitions.Clothes,
            "train",
            "ClothesSimClr",
            "--data",
            folder.Data,
            "--out",
            folder.Output
        );

        run.ExitCode.Should().Be(1);
        run.ErrorLines.Should()
            .Equal("error: This verb must not build the experiment. (CONTRASTIVE_DEBUG=1 shows where.)");
        Directory.Exists(folder.Output).Should().BeFalse();
    }

    [Fact]
    public void Run_UnexpectedFailureWithDebugVariable_ShowsWhereItHappened()
    {
        using var folder = new StripesFolder(side: 28, train: 256);
        Environment.SetEnvironmentVariable(CommandLine.DebugVariable, "1");
        try
        {
            var run = Invocation.Of(
                Definitions.Clothes,
                "train",
                "ClothesSimClr",
                "--data",
                folder.Data,
                "--out",
                folder.Output
            );

            run.ExitCode.Should().Be(1);
            run.Error.Should().Contain("InvalidOperationException").And.Contain("   at ContrastiveDsl.Hosting.");
        }
        finally
        {
            Environment.SetEnvironmentVariable(CommandLine.DebugVariable, null);
        }
    }

    [Fact]
    public void Train_OutputCannotBeWritten_IsRefusedWithTheReason()
    {
        using var folder = new StripesFolder();
        var file = Path.Combine(folder.Root, "file");
        File.WriteAllText(file, "");

        var run = Invocation.Of(
            [StripesExperiment.Definition],
            "train",
            "Stripes",
            "--data",
            folder.Data,
            "--out",
            Path.Combine(file, "run")
        );

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: ").And.Contain(file);
    }

    [Theory]
    [InlineData("export", "", "--out", "encoder.onnx")]
    [InlineData("neighbors", "", "image.png")]
    [InlineData("evaluate", " ")]
    public void Run_EmptyArgument_IsNamed(params string[] words)
    {
        var run = Invocation.Of([StripesExperiment.Definition], words);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: RUN is empty: The folder");
    }

    private static Invocation Train(StripesFolder folder, params string[] options) =>
        Invocation.Of([StripesExperiment.Definition], ["train", "Stripes", "--out", folder.Output, .. options]);

    private static void Refused(StripesFolder folder, string[] options, string expected)
    {
        var run = Train(folder, options);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().Equal("error: " + expected);
        Directory.Exists(folder.Output).Should().BeFalse();
    }
}
