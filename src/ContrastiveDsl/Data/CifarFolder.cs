using ContrastiveDsl.Native;

namespace ContrastiveDsl.Data;

/// <summary>
/// A folder with the binary version of CIFAR-10 or CIFAR-100 (Krizhevsky, 2009): records of one or two labels and
/// 32×32 pixels, first all red, then green, then blue.
/// </summary>
internal static class CifarFolder
{
    private const int Side = 32;
    private const int Area = Side * Side;
    private const int PixelBytes = 3 * Area;

    /// <summary>The kind of a folder, or null if it is neither.</summary>
    public static string? KindOf(string folder) =>
        File.Exists(Path.Combine(folder, "data_batch_1.bin")) ? "cifar-10"
        : File.Exists(Path.Combine(folder, "train.bin")) && File.Exists(Path.Combine(folder, "test.bin")) ? "cifar-100"
        : null;

    /// <summary>Reads the folder.</summary>
    /// <returns>Training and test images, and the names of the classes where the folder has them.</returns>
    /// <exception cref="DataFormatException">A file is damaged.</exception>
    public static (ImageArray Train, ImageArray? Test, string[]? Classes) Read(string folder)
    {
        var isFine = KindOf(folder) == "cifar-100";
        string[] train = isFine
            ? ["train.bin"]
            : [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin").Where(name => Has(folder, name))];
        var test = isFine ? "test.bin" : "test_batch.bin";
        return (
            Read(folder, train, isFine),
            Has(folder, test) ? Read(folder, [test], isFine) : null,
            Names(Path.Combine(folder, isFine ? "fine_label_names.txt" : "batches.meta.txt"))
        );
    }

    private static bool Has(string folder, string name) => File.Exists(Path.Combine(folder, name));

    private static ImageArray Read(string folder, string[] names, bool isFine)
    {
        var record = PixelBytes + (isFine ? 2 : 1);
        var files = Array.ConvertAll(names, name =>
            (Path: Path.Combine(folder, name), Count: CountOf(folder, name, record))
        );
        var count = files.Sum(file => file.Count);
        if (count * PixelBytes > Array.MaxLength)
        {
            throw new DataFormatException($"'{folder}' holds {count} images, more than can be held at once.");
        }

        var array = new ImageArray(new byte[count * PixelBytes], (int)count, 3, Side, Side, new int[count]);
        var next = 0;
        var buffer = new byte[record];
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file.Path);
            for (var i = 0; i < file.Count; i++)
            {
                stream.ReadExactly(buffer);
                Take(buffer, isFine, array, next++, file.Path);
            }
        }

        return array;
    }

    private static long CountOf(string folder, string name, int record)
    {
        var path = Path.Combine(folder, name);
        RegularFile.Require(path);
        var length = FollowedFile.Of(path).Length;
        if (length == 0 || length % record != 0)
        {
            throw new DataFormatException(
                FormattableString.Invariant(
                    $"'{path}' has {length} bytes, which is no whole number of records of {record}, each an image of CIFAR: fetch the file again."
                )
            );
        }

        return length / record;
    }

    private static void Take(byte[] record, bool isFine, ImageArray array, int index, string path)
    {
        var label = record[isFine ? 1 : 0];
        if (label >= (isFine ? 100 : 10))
        {
            throw new DataFormatException(
                $"'{path}' has class {label} in a record, where {(isFine ? "CIFAR-100 has 0 to 99" : "CIFAR-10 has 0 to 9")}: fetch the file again."
            );
        }

        array.Labels![index] = label;
        var planes = record.AsSpan(isFine ? 2 : 1);
        var pixels = array.Pixels.AsSpan(index * PixelBytes, PixelBytes);
        for (var place = 0; place < Area; place++)
        {
            pixels[3 * place] = planes[place];
            pixels[(3 * place) + 1] = planes[Area + place];
            pixels[(3 * place) + 2] = planes[(2 * Area) + place];
        }
    }

    private static string[]? Names(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        RegularFile.Require(path);
        string[] names =
        [
            .. File.ReadLines(path).Take(1000).Select(line => line.Trim()).Where(line => line.Length > 0),
        ];
        return names.Length == 0 ? null : names;
    }
}
