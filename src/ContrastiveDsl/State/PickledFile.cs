namespace ContrastiveDsl.State;

/// <summary>Files of <c>torch.save</c>, which are refused.</summary>
internal static class PickledFile
{
    /// <summary>A zip archive, which torch.save has written since 2020.</summary>
    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04];

    /// <summary>A pickle that begins with the magic number of older ones.</summary>
    private static readonly byte[] Pickle = [0x80, 0x02, 0x8A, 0x0A];

    /// <summary>Refuses a file of <c>torch.save</c>, whatever its name.</summary>
    /// <exception cref="StateException">It is one; the message says how to convert it.</exception>
    internal static void Refuse(string path)
    {
        Span<byte> start = stackalloc byte[8];
        using (var stream = File.OpenRead(path))
        {
            if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length)
            {
                return;
            }
        }

        // In a safetensors file the second four bytes are those of a length of 4 GiB and more: zero.
        var isPickled = start.StartsWith(Zip) || start.StartsWith(Pickle);
        if (isPickled && start[4..].ContainsAnyExcept((byte)0))
        {
            throw new StateException(
                $"'{path}' is a file of torch.save, a pickle, whose reading can run code that is not yours. Convert it once in Python: import torch, safetensors.torch as s; s.save_file({{k: v.contiguous() for k, v in torch.load('{Path.GetFileName(path)}', weights_only=True).items()}}, '{Path.GetFileNameWithoutExtension(path)}.safetensors'). Where the weights lie deeper, take that dictionary: torch.load(…)['state_dict']."
            );
        }
    }
}
