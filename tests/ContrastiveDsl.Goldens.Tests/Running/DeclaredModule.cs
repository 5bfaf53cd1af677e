extern alias generator;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Running;

/// <summary>
/// Declares a class by its attributes, generates and compiles it, and makes an instance: the modules under test are
/// those that users get.
/// </summary>
internal static class DeclaredModule
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != "ContrastiveDsl.Generators")
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToList()
    );

    /// <summary>An instance of the class <c>Declared</c> with the given attributes.</summary>
    public static nn.Module<Tensor, Tensor> Create(string attributes, params object?[] arguments)
    {
        var type = Compile($"using ContrastiveDsl;\n{attributes}\npublic partial class Declared;").GetType("Declared")!;
        return (nn.Module<Tensor, Tensor>)Activator.CreateInstance(type, arguments)!;
    }

    private static Assembly Compile(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Declared" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(source)],
            References.Value,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        CSharpGeneratorDriver
            .Create(new generator::ContrastiveDsl.Generators.Pipeline.ContrastiveDslGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        using var image = new MemoryStream();
        var result = generated.Emit(image);
        result
            .Success.Should()
            .BeTrue("the declaration must compile:\n{0}\n{1}", source, string.Join("\n", result.Diagnostics));
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}
