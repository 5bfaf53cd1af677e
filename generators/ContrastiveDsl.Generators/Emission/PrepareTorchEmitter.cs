namespace ContrastiveDsl.Generators.Emission;

/// <summary>Prints the module initializer of a project, which runs before anything in it can touch Torch.</summary>
internal static class PrepareTorchEmitter
{
    private const string Summary =
        "Before anything touches torch: lets its native library load on systems with an older libstdc++.";

    /// <summary>
    /// The file, the same in every project. Nothing outside it sees its class, so that the same one in a friend
    /// assembly is no conflict.
    /// </summary>
    public static GeneratedSource Emit()
    {
        var writer = new IndentedWriter();
        SourceFile.WriteHeader(writer, "the reference to its library");
        XmlDoc.Summary(writer, Summary);
        writer.WriteLine(SourceFile.GeneratedCode);
        writer.WriteLine("file static class PrepareTorch");
        using (writer.WriteBlock())
        {
            writer.WriteLine("[global::System.Runtime.CompilerServices.ModuleInitializer]");
            writer.WriteLine($"internal static void Prepare() => {Names.Native}.TorchLibrary.Prepare();");
        }

        return GeneratedSource.Create("ContrastiveDsl.PrepareTorch", writer);
    }
}
