extern alias generator;

using generator::ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Tests.Forms;

/// <summary>How much of a class a program can use that is of some form.</summary>
internal enum FormUse
{
    /// <summary>Nothing generated: no code can be added to it.</summary>
    Nothing,

    /// <summary>Constants and static functions.</summary>
    Statics,

    /// <summary>Instances too.</summary>
    All,
}

/// <summary>
/// A form of class, into which the attributes of each <see cref="FormCell"/> are put.
/// </summary>
/// <param name="Name">The form in words.</param>
/// <param name="Template">
/// Source with <c>ATTR</c> for the attributes (or <c>FIRST</c> and <c>REST</c>), <c>BASE</c> for a custom module's base
/// with its colon, <c>BODY</c> for custom code, and <c>CONSUMER</c> for the experiment that names the class, which
/// otherwise follows. <c>---</c> begins another file.
/// </param>
internal sealed record ClassForm(string Name, string Template)
{
    private const string Obsolete =
        "#pragma warning disable CS0612, CS0618 // What the user writes is not what is tested.\n";

    /// <summary>How <c>typeof</c> names the class.</summary>
    public string Type { get; private init; } = "Odd";

    /// <summary>How a program names it; <see langword="null"/> where that is the same.</summary>
    public string? UseType { get; private init; }

    /// <summary>How a program names the experiment of the class; <see langword="null"/> where it cannot.</summary>
    public string? ConsumerType { get; private init; } = "Consumer";

    /// <summary>Whether the experiment's networks are as private as their class.</summary>
    public bool IsHidden { get; private init; }

    /// <summary>What a program may use.</summary>
    public FormUse Use { get; private init; } = FormUse.All;

    /// <summary>Arguments of a constructor of the user's; <see langword="null"/> for the generated one.</summary>
    public string? Arguments { get; private init; }

    /// <summary>Which classes the form is for.</summary>
    public Predicate<FormCell> AppliesTo { get; private init; } = _ => true;

    /// <summary>Changes custom code.</summary>
    public Func<string, string> ChangeBody { get; private init; } = body => body;

    /// <summary>A class of a library that was compiled without the generator.</summary>
    public static ClassForm NotGenerated { get; } = new("not generated", string.Empty) { Use = FormUse.Nothing };

    /// <summary>All forms.</summary>
    public static IReadOnlyList<ClassForm> All { get; } =
    [.. Modifiers(), .. Kinds(), .. Places(), .. Constructors(), .. Bases(), .. Members(), .. Marks()];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static bool IsGenerated(FormCell cell) => !cell.IsCustom;

    private static bool IsNoModule(FormCell cell) => !cell.IsModule;

    private static IEnumerable<ClassForm> Modifiers()
    {
        yield return new("partial", "ATTR public partial class OddBASE { BODY }");
        yield return new("sealed", "ATTR public sealed partial class OddBASE { BODY }");
        yield return new("internal", "ATTR internal partial class OddBASE { BODY }");
        yield return new("not partial", "ATTR public class OddBASE { BODY }") { Use = FormUse.Nothing };
        yield return new("static", "ATTR public static partial class OddBASE { BODY }") { Use = FormUse.Statics };
        yield return new("abstract", "ATTR public abstract partial class OddBASE { BODY }") { Use = FormUse.Statics };
    }

    private static IEnumerable<ClassForm> Kinds()
    {
        yield return new("record", "ATTR public partial record OddBASE { BODY }") { AppliesTo = IsNoModule };
        yield return new("sealed record", "ATTR public sealed partial record OddBASE { BODY }")
        {
            AppliesTo = IsNoModule,
        };
        yield return new("record of a module", "ATTR public partial record OddBASE { BODY }")
        {
            AppliesTo = cell => cell.IsModule,
            Use = FormUse.Statics,
        };
        yield return new("record with parameters", "ATTR public partial record Odd(int A) { BODY }")
        {
            AppliesTo = IsNoModule,
            Use = FormUse.Statics,
        };
        foreach (var kind in new[] { "struct", "record struct", "interface", "readonly struct", "ref struct" })
        {
            yield return new(kind, "ATTR public " + Partial(kind) + " Odd { }")
            {
                AppliesTo = IsGenerated,
                Use = FormUse.Statics,
            };
        }

        yield return new("enumeration", "ATTR public enum Odd { A }")
        {
            AppliesTo = IsGenerated,
            Use = FormUse.Nothing,
        };
        yield return new("delegate", "ATTR public delegate void Odd();")
        {
            AppliesTo = IsGenerated,
            Use = FormUse.Nothing,
        };
        yield return new("generic", "ATTR public partial class Odd<T>BASE { BODY }")
        {
            Type = "Odd<>",
            UseType = "Odd<int>",
        };
        yield return new("generic, closed", "ATTR public partial class Odd<T>BASE where T : struct { BODY }")
        {
            Type = "Odd<int>",
            UseType = "Odd<int>",
        };
    }

    private static string Partial(string kind) =>
        kind.Contains(' ', StringComparison.Ordinal) && !kind.StartsWith("record", StringComparison.Ordinal)
            ? kind.Replace(" ", " partial ", StringComparison.Ordinal)
            : "partial " + kind;

    private static IEnumerable<ClassForm> Places()
    {
        const string odd = "ATTR public partial class OddBASE { BODY }";
        foreach (var container in new[] { "class", "static class", "record", "struct", "record struct", "interface" })
        {
            var head = container == "static class" ? "static partial class" : "partial " + container;
            yield return new("nested in a " + container, "public " + head + " Outer { " + odd + " }")
            {
                Type = "Outer.Odd",
            };
        }

        yield return new("nested in a class that is not partial", "public class Outer { " + odd + " }")
        {
            Type = "Outer.Odd",
            Use = FormUse.Nothing,
        };
        yield return new("nested in a generic class", "public partial class Outer<T> { " + odd + " }")
        {
            Type = "Outer<>.Odd",
            UseType = "Outer<int>.Odd",
        };
        yield return new("nested in a generic interface", "public partial interface Outer<out T> { " + odd + " }")
        {
            Type = "Outer<int>.Odd",
            UseType = "Outer<int>.Odd",
        };
        yield return new(
            "private, beside its experiment",
            "public partial class Outer { ATTR private partial class OddBASE { BODY } CONSUMER public partial class Consumer; }"
        )
        {
            Use = FormUse.Nothing,
            ConsumerType = "Outer.Consumer",
            IsHidden = true,
        };
        yield return new(
            "private, in its experiment",
            "CONSUMER public partial class Consumer { ATTR private partial class OddBASE { BODY } }"
        )
        {
            Type = "Consumer.Odd",
            IsHidden = true,
            Use = FormUse.Nothing,
            AppliesTo = cell => cell.Consumer.Length > 0,
        };
        yield return new(
            "private elsewhere",
            "public partial class Outer { ATTR private partial class OddBASE { BODY } }"
        )
        {
            Type = "Outer.Odd",
            Use = FormUse.Nothing,
        };
        yield return new(
            "protected, inherited by the container of its experiment",
            "public partial class Outer { ATTR protected partial class OddBASE { BODY } }\n"
                + "public partial class Inner : Outer { CONSUMER public partial class Consumer; }"
        )
        {
            Use = FormUse.Nothing,
            ConsumerType = "Inner.Consumer",
            IsHidden = true,
        };
        yield return new("local to its file", "ATTR file partial class OddBASE { BODY }") { Use = FormUse.Nothing };
        yield return new("nested in one local to its file", "file partial class Outer { " + odd + " }")
        {
            Type = "Outer.Odd",
            Use = FormUse.Nothing,
        };
        yield return new("in two files", odd + "\n---\npublic partial class Odd { public static int More => 1; }");
        yield return new(
            "with attributes in two files",
            "FIRST public partial class OddBASE { BODY }\n---\nREST public partial class Odd;"
        );
    }

    private static IEnumerable<ClassForm> Constructors()
    {
        yield return new("with a constructor", "ATTR public partial class Odd { public Odd() { } }")
        {
            AppliesTo = IsGenerated,
            Arguments = "",
        };
        yield return new("with a constructor of an integer", "ATTR public partial class Odd { public Odd(int a) { } }")
        {
            AppliesTo = IsGenerated,
            Arguments = "1",
        };
        yield return new(
            "an experiment with a constructor of an integer, made by the generated one",
            "ATTR public partial class Odd { public Odd(int a) { } }"
        )
        {
            AppliesTo = cell => cell.Kind == DeclarationKind.Experiment,
        };
        yield return new(
            "with a constructor beside the generated one",
            "ATTR public partial class Odd { public Odd(string a, string b, string c, string d) { } }"
        )
        {
            AppliesTo = IsGenerated,
        };
        yield return new(
            "with a constructor that names a module",
            "ATTR public partial class Odd { public Odd(string name) : base(name) { } }"
        )
        {
            AppliesTo = cell => IsGenerated(cell) && cell.InstanceUse == ".call(images)",
            Arguments = "\"x\"",
        };
        yield return new("with a private constructor", "ATTR public partial class Odd { private Odd() { } }")
        {
            AppliesTo = IsGenerated,
            Use = FormUse.Statics,
        };
        yield return new("with a static constructor", "ATTR public partial class Odd { static Odd() { } }")
        {
            AppliesTo = IsGenerated,
        };
        yield return new("with a primary constructor", "ATTR public partial class Odd(int a) { public int A => a; }")
        {
            AppliesTo = IsGenerated,
            Arguments = "1",
        };
        yield return new(
            "with a primary constructor and another",
            "ATTR public partial class Odd(int a) { public Odd() : this(1) { } public int A => a; }"
        )
        {
            AppliesTo = IsGenerated,
            Arguments = "",
        };
    }

    private static IEnumerable<ClassForm> Bases()
    {
        ClassForm Derived(string name, string @base, string more, FormUse use = FormUse.All) =>
            new("derived from " + name, more + "ATTR public partial class Odd : " + @base + " { }")
            {
                AppliesTo = IsGenerated,
                Use = use,
            };

        yield return Derived("a class", "Ancestor", "public abstract class Ancestor;\n", FormUse.Statics);
        yield return Derived("a class of the framework", "System.ComponentModel.Component", "", FormUse.Statics);
        yield return Derived("an exception", "System.Exception", "", FormUse.Statics);
        yield return Derived(
            "a class without a constructor",
            "Ancestor",
            "public abstract class Ancestor(int a) { public int A => a; }\n",
            FormUse.Statics
        );
        yield return Derived(
            "a class with the generated members",
            "Ancestor",
            """
            public abstract class Ancestor
            {
                public int FeatureSize => 1;
                public int OutputSize => 1;
                public int DrawCount => 1;
                public int Encoder => 1;
                public int Compute() => 1;
                public virtual void Dispose() { }
            }

            """,
            FormUse.Nothing
        );
        yield return Derived("an unknown class", "Ancestor", "", FormUse.Nothing);
        yield return Derived("a sealed class", "Ancestor", "public sealed class Ancestor;\n", FormUse.Statics);
        yield return Derived("a generated class", "Shop.SoundEncoder", "", FormUse.Nothing);
        yield return Derived("an interface", "Ancestor", "public interface Ancestor;\n");
        yield return new(
            "derived from a module with the generated members",
            """
            public abstract class Ancestor : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>
            {
                protected Ancestor(string name) : base(name) { }
                public int FeatureSize => 1;
                public int OutputSize => 1;
            }
            ATTR public partial class Odd : Ancestor { BODY }
            """
        )
        {
            AppliesTo = cell => cell.IsModule,
            Use = FormUse.Nothing,
        };
        yield return new(
            "derived from a module of the user's",
            """
            public abstract class Ancestor : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>
            {
                protected Ancestor(string name) : base(name) { }
            }
            ATTR public partial class Odd : Ancestor { BODY }
            """
        )
        {
            AppliesTo = cell => cell.IsModule,
        };
        yield return new(
            "an experiment that is a module with a constructor",
            """
            ATTR public partial class Odd : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>
            {
                public Odd(int inputSize) : base("x") { }
                public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) => input;
            }
            """
        )
        {
            AppliesTo = cell => cell.Kind == DeclarationKind.Experiment,
        };
        yield return new(
            "generated, though derived from a module",
            """
            public abstract class Ancestor : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>
            {
                protected Ancestor() : base("x") { }
            }
            ATTR [Conv(4, 3)] [GlobalAveragePool] public partial class Odd : Ancestor
            {
                public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) => input;
            }
            """
        )
        {
            AppliesTo = cell => cell.Name == "Encoder",
        };
    }

    private static IEnumerable<ClassForm> Members()
    {
        yield return new(
            "with a forward that overrides",
            "ATTR public partial class Odd { public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) => input; }"
        )
        {
            AppliesTo = cell => IsGenerated(cell) && cell.InstanceUse == ".call(images)",
        };
        yield return new(
            "with a forward of its own",
            "ATTR public partial class Odd { public TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) => input; }"
        )
        {
            AppliesTo = cell => IsGenerated(cell) && cell.InstanceUse == ".call(images)",
        };
        yield return new(
            "with a method that overrides nothing",
            "ATTR public partial class Odd { public override int Missing() => 1; }"
        )
        {
            AppliesTo = IsGenerated,
        };
        yield return new(
            "with overridden methods of every object",
            "ATTR public partial class Odd { public override string ToString() => \"\"; }"
        )
        {
            AppliesTo = IsGenerated,
        };
        yield return new(
            "with a required member",
            "ATTR public partial class Odd { public required int Needed { get; set; } }"
        )
        {
            AppliesTo = IsGenerated,
            Use = FormUse.Statics,
        };
        yield return new(
            "with a required member and custom code",
            "ATTR public partial class OddBASE { BODY public required int Needed { get; set; } }"
        )
        {
            AppliesTo = cell => cell.IsCustom,
            Use = FormUse.Statics,
        };
        yield return new(
            "derived from a class with a required member",
            "public abstract class Ancestor { public required int Needed { get; set; } }\n"
                + "ATTR public partial class Odd : Ancestor { }"
        )
        {
            AppliesTo = IsGenerated,
            Use = FormUse.Statics,
        };
    }

    private static IEnumerable<ClassForm> Marks()
    {
        const string odd = "ATTR public partial class OddBASE { BODY }";
        yield return new("obsolete", Obsolete + "[System.Obsolete] " + odd);
        yield return new("obsolete with a message", Obsolete + "[System.Obsolete(\"Old.\")] " + odd);
        yield return new("obsolete, not allowed for", "[System.Obsolete(\"Old.\")] " + odd);
        yield return new("obsolete as an error", Obsolete + "[System.Obsolete(\"Old.\", error: true)] " + odd)
        {
            Use = FormUse.Nothing,
        };
        yield return new(
            "obsolete as an error, as is its experiment",
            "[System.Obsolete(\"Old.\", true)] " + odd + "\n[System.Obsolete] CONSUMER public partial class Consumer;"
        )
        {
            Use = FormUse.Nothing,
            ConsumerType = null,
            AppliesTo = cell => cell.Name != "Transform" && cell.Consumer.Length > 0,
        };
        yield return new(
            "nested in an obsolete class",
            Obsolete + "[System.Obsolete] public partial class Outer { " + odd + " }"
        )
        {
            Type = "Outer.Odd",
        };
        yield return new(
            "nested in a class obsolete as an error",
            Obsolete + "[System.Obsolete(\"Old.\", true)] public partial class Outer { " + odd + " }"
        )
        {
            Type = "Outer.Odd",
            Use = FormUse.Nothing,
        };
        yield return new(
            "experimental",
            "#pragma warning disable SHOP001\n[System.Diagnostics.CodeAnalysis.Experimental(\"SHOP001\")] " + odd
        );
        yield return new("with obsolete custom code", Obsolete + odd)
        {
            AppliesTo = cell => cell.IsCustom,
            ChangeBody = body => Marked(body, "[System.Obsolete] "),
        };
        yield return new("with custom code obsolete as an error", Obsolete + odd)
        {
            AppliesTo = cell => cell.IsCustom,
            ChangeBody = body => Marked(body, "[System.Obsolete(\"Old.\", true)] "),
            Use = FormUse.Nothing,
        };
    }

    private static string Marked(string body, string mark)
    {
        var first = body.IndexOf("public ", StringComparison.Ordinal);
        return body.Insert(first, mark);
    }
}
