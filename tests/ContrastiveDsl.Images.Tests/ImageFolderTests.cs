namespace ContrastiveDsl.Images.Tests;

public sealed class ImageFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("images-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void List_OfFlatAndNestedImages_GivesTheirPathsInOrdinalOrder()
    {
        var expected = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            expected.Add(Add($"{i}.jpg", "jpeg"));
            expected.Add(Add($"one/two {i % 3}/three/{i}.png", "png"));
        }

        expected.Add(Add("one-more/a.gif", "gif"));
        expected.Add(Add("one.tif", "tiff"));
        expected.Add(Add("Ünïcode/ü.webp", "webp"));
        expected.Add(Add("B.JPG", "jpeg"));
        Directory.CreateDirectory(Path.Combine(_folder, "empty/emptier"));

        var listing = ImageFolder.List(_folder);

        listing.Paths.Should().Equal(expected.Order(StringComparer.Ordinal));
        listing.Broken.Should().BeEmpty();
        listing.OtherFiles.Should().Be(0);
        listing.Folder.Should().Be(_folder);
        listing.Paths.Should().OnlyContain(path => File.Exists(listing.FullPath(path)));
    }

    [Fact]
    public void List_OfWrongNames_GoesByTheContent()
    {
        Add("b.jpg", "png");
        Add("c", "jpeg");
        Add("d.txt", "webp");
        WriteBytes(
            "e.bmp",
            BmpFile.Write(
                1,
                1,
                24,
                [
                    [1, 2, 3],
                ]
            )
        );

        ImageFolder.List(_folder).Paths.Should().Equal("b.jpg", "c", "d.txt", "e.bmp");
    }

    [Fact]
    public void List_OfBrokenFiles_NamesThemWithTheirReasons()
    {
        Add("good.jpg", "jpeg");
        WriteText("sub/page.jpg", "<html><body>404</body></html>");
        WriteText("empty.PNG", "");
        WriteText("noise.webp", "\u0001\u0002\u0003");
        WriteText("empty.txt", "");
        WriteText("notes.txt", "notes");
        WriteText("labels.csv", "a,b");
        WriteText("phone.HEIC", "\0\0\0\u0018ftypheic");

        var listing = ImageFolder.List(_folder);

        listing.Paths.Should().Equal("good.jpg");
        listing
            .Broken.Select(broken => broken.Path)
            .Should()
            .Equal("empty.PNG", "noise.webp", "phone.HEIC", "sub/page.jpg");
        listing.Broken[0].Reason.Should().Be("it is empty");
        listing.Broken[1].Reason.Should().Contain("no JPEG");
        listing.Broken[2].Reason.Should().Contain("a HEIC image; JPEG, PNG");
        listing.Broken[3].Reason.Should().Contain("HTML page");
        listing.OtherFiles.Should().Be(3);
    }

    [Fact]
    public void List_OfDesktopsFilesHiddenOnesAndRuns_LeavesThemOut()
    {
        Add("a.jpg", "jpeg");
        Add("._a.jpg", "jpeg");
        Add(".hidden/b.jpg", "jpeg");
        WriteText(".DS_Store", "x");
        Add("Thumbs.db", "jpeg");
        WriteText("sub/desktop.ini", "x");
        Add("runs/first/page/c.png", "png");
        WriteText("runs/first/settings.json", "{}");
        WriteText("runs/first/metrics.jsonl", "");
        Add("runs/second/d.png", "png");
        WriteText("runs/second/settings.json", "{}");
        WriteText("runs/second/checkpoints/step/x", "");
        Add("no-run/e.png", "png");
        WriteText("no-run/settings.json", "{}");

        var listing = ImageFolder.List(_folder);

        listing.Paths.Should().Equal("a.jpg", "no-run/e.png");
        listing.Broken.Should().BeEmpty();
        listing.OtherFiles.Should().Be(1);
    }

    [SkippableOnWindowsFact]
    public void List_OfLinks_FollowsThoseThatLeadElsewhereOnce()
    {
        var elsewhere = Directory.CreateTempSubdirectory("elsewhere-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(elsewhere, "x.jpg"), Stored.File("jpeg"));
            Directory.CreateDirectory(Path.Combine(elsewhere, "sub"));
            File.CreateSymbolicLink(Path.Combine(elsewhere, "sub", "back"), _folder);
            File.CreateSymbolicLink(Path.Combine(elsewhere, "sub", "up"), elsewhere);
            Add("real/a.jpg", "jpeg");
            File.CreateSymbolicLink(Path.Combine(_folder, "real/cycle"), "..");
            File.CreateSymbolicLink(Path.Combine(_folder, "again"), "real");
            File.CreateSymbolicLink(Path.Combine(_folder, "m-out"), elsewhere);
            File.CreateSymbolicLink(Path.Combine(_folder, "n-out"), elsewhere);
            File.CreateSymbolicLink(Path.Combine(_folder, "file.jpg"), Path.Combine(elsewhere, "x.jpg"));
            File.CreateSymbolicLink(Path.Combine(_folder, "nothing.jpg"), Path.Combine(elsewhere, "missing.jpg"));
            File.CreateSymbolicLink(Path.Combine(_folder, "self"), Path.Combine(_folder, "self"));

            var listing = ImageFolder.List(_folder);

            listing.Paths.Should().Equal("file.jpg", "m-out/x.jpg", "real/a.jpg");
            listing.Broken.Should().Equal(new BrokenImage("nothing.jpg", "it leads to no file"));
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [SkippableOnWindowsFact]
    public void List_OfPipe_DoesNotWaitForItsWriter()
    {
        using (var made = System.Diagnostics.Process.Start("mkfifo", Path.Combine(_folder, "pipe.jpg")))
        {
            made.WaitForExit();
        }

        ImageFolder.List(_folder).Broken.Should().ContainSingle().Which.Reason.Should().Be("it is a pipe, not a file");
    }

    [Fact]
    public void List_OfMissingFolder_SaysSo()
    {
        var list = () => ImageFolder.List(Path.Combine(_folder, "none"));

        list.Should().Throw<DirectoryNotFoundException>();
    }

    [Fact]
    public void List_OnceCancelled_Stops()
    {
        Add("sub/a.jpg", "jpeg");

        var list = () => ImageFolder.List(_folder, new CancellationToken(canceled: true));

        list.Should().Throw<OperationCanceledException>();
    }

    private string Add(string path, string kind)
    {
        WriteBytes(path, Stored.File(kind));
        return path;
    }

    private void WriteText(string path, string text) => WriteBytes(path, System.Text.Encoding.UTF8.GetBytes(text));

    private void WriteBytes(string path, byte[] content)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    private sealed class SkippableOnWindowsFactAttribute : FactAttribute
    {
        public SkippableOnWindowsFactAttribute() =>
            Skip = OperatingSystem.IsWindows() ? "Windows has no pipes by name, and links need rights." : null;
    }
}
