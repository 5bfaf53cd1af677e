using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace ContrastiveDsl.Declarations.Tests.Random;

/// <summary>Declarations that are compiled together, each in a namespace of its own.</summary>
/// <param name="Declarations">The declarations.</param>
internal sealed record Project(ImmutableArray<Declaration> Declarations)
{
    private const int Shown = 3;

    /// <summary>Random projects, whose declarations have one thing each that is wished for.</summary>
    /// <param name="wishes">What they have.</param>
    public static Arbitrary<Project> Having(IEnumerable<Wish> wishes) =>
        Arb.From(
            Gen.CollectToArray(wishes, wish =>
                    Gen.Choose(int.MinValue, int.MaxValue).Select(seed => DeclarationMaker.Make(seed, wish))
                )
                .Select(declarations => new Project([.. declarations])),
            Shrink
        );

    /// <summary>The source, unless it is too long to help anybody.</summary>
    public override string ToString() =>
        Declarations.Length <= Shown
            ? "\n" + string.Join("\n// ----\n", Declarations)
            : Declarations.Length + " declarations";

    /// <summary>Halves first; of a single declaration what is left without one class, attribute or argument.</summary>
    private static IEnumerable<Project> Shrink(Project project)
    {
        var all = project.Declarations;
        if (all.Length > 1)
        {
            var half = all.Length / 2;
            return [new([.. all.Take(half)]), new([.. all.Skip(half)])];
        }

        return all.SelectMany(Shrink).Select(less => new Project([less]));
    }

    private static IEnumerable<Declaration> Shrink(Declaration declaration) =>
        declaration
            .Classes.Select(declared => new Declaration(declaration.Classes.Remove(declared)))
            .Where(less => less.Classes.Length > 0)
            .Concat(
                declaration.Classes.SelectMany(declared =>
                    Shrink(declared).Select(less => new Declaration(declaration.Classes.Replace(declared, less)))
                )
            );

    private static IEnumerable<DeclaredClass> Shrink(DeclaredClass declared) =>
        declared
            .Uses.Select((_, index) => declared with { Uses = declared.Uses.RemoveAt(index) })
            .Concat(
                declared.Uses.SelectMany(
                    (use, index) =>
                        use.Arguments.Select(argument =>
                            declared with
                            {
                                Uses = declared.Uses.SetItem(
                                    index,
                                    use with
                                    {
                                        Arguments = use.Arguments.Remove(argument),
                                    }
                                ),
                            }
                        )
                )
            );
}
