using System.Collections.Immutable;

namespace ContrastiveDsl.Declarations.Tests.Random;

/// <summary>What may be wrong with a declaration: anything the compiler's syntax lets one write.</summary>
/// <param name="chance">Chooses.</param>
internal sealed class Mutation(Chance chance)
{
    private readonly Values values = new(chance);

    /// <summary>The declaration with one to three changes.</summary>
    public Declaration Change(Declaration declaration)
    {
        for (var left = chance.Of(1, 1, 1, 2, 3); left > 0; left--)
        {
            declaration = ChangeOnce(declaration);
        }

        return declaration;
    }

    /// <summary>The declaration with something added to a class of it.</summary>
    public Declaration Add(Declaration declaration, Wish wish)
    {
        var attribute = Vocabulary.AttributeOf(wish.Word);
        var (place, declared) = Pick(declaration.Classes);
        return With(
            declaration,
            place,
            declared with
            {
                Uses = declared.Uses.Add(Write(declaration, attribute, wish)),
            }
        );
    }

    private Declaration ChangeOnce(Declaration declaration)
    {
        var (place, declared) = Pick(declaration.Classes);
        return chance.Between(0, 9) switch
        {
            // Much of what can be wrong is a value.
            <= 4 => ChangeUse(declaration, ChangeArgument),
            5 => ChangeUse(declaration, (_, use) => RemoveArgument(use)),
            6 => ChangeUse(declaration, AddArgument),
            7 when declared.Uses.Length > 0 => With(
                declaration,
                place,
                declared with
                {
                    Uses = declared.Uses.RemoveAt(chance.Between(0, declared.Uses.Length - 1)),
                }
            ),
            8 => Add(declaration, new Wish(Vocabulary.WordOf(chance.Of(Vocabulary.Attributes)))),
            _ => Rearrange(declaration, place, declared),
        };
    }

    private Declaration Rearrange(Declaration declaration, int place, DeclaredClass declared)
    {
        if (declared.Uses.Length == 0 || chance.Is(0.2))
        {
            return new Declaration(declaration.Classes.RemoveAt(place));
        }

        var index = chance.Between(0, declared.Uses.Length - 1);
        var use = declared.Uses[index];
        return chance.Is(0.4)
            ? With(declaration, place, declared with { Uses = declared.Uses.Add(use) })
            : With(
                declaration,
                place,
                declared with
                {
                    Uses = declared.Uses.RemoveAt(index).Insert(chance.Between(0, declared.Uses.Length - 1), use),
                }
            );
    }

    private Declaration ChangeUse(Declaration declaration, Func<Declaration, Use, Use> change)
    {
        var (place, declared) = Pick(declaration.Classes);
        if (declared.Uses.Length == 0)
        {
            return declaration;
        }

        var (index, use) = Pick(declared.Uses);
        return With(
            declaration,
            place,
            declared with
            {
                Uses = declared.Uses.SetItem(index, change(declaration, use)),
            }
        );
    }

    private Use ChangeArgument(Declaration declaration, Use use)
    {
        if (use.Arguments.Length == 0)
        {
            return AddArgument(declaration, use);
        }

        var (index, argument) = Pick(use.Arguments);
        var setting = SettingsOf(use.Word)
            .First(candidate => candidate.Name == argument.Name && candidate.IsPositional == argument.IsPositional);
        return use with
        {
            Arguments = use.Arguments.SetItem(
                index,
                argument with
                {
                    Value = values.Odd(setting, NamesOf(declaration)),
                }
            ),
        };
    }

    private static IEnumerable<Setting> SettingsOf(string word)
    {
        var attribute = Vocabulary.AttributeOf(word);
        return Vocabulary
            .ConstructorsOf(attribute)
            .SelectMany(taken => taken)
            .Concat(Vocabulary.PropertiesOf(attribute));
    }

    private Use RemoveArgument(Use use) =>
        use.Arguments.Length == 0
            ? use
            : use with
            {
                Arguments = use.Arguments.RemoveAt(chance.Between(0, use.Arguments.Length - 1)),
            };

    private Use AddArgument(Declaration declaration, Use use)
    {
        var left = SettingsOf(use.Word)
            .Where(setting => !setting.IsPositional)
            .Where(setting => use.Arguments.All(argument => argument.Name != setting.Name))
            .ToArray();
        return left.Length == 0 ? use : use with { Arguments = use.Arguments.Add(Of(declaration, chance.Of(left))) };
    }

    private Use Write(Declaration declaration, Type attribute, Wish wish)
    {
        var constructors = Vocabulary.ConstructorsOf(attribute);
        var positional = constructors.FirstOrDefault(taken => taken.Any(setting => setting.Name == wish.Setting))
            ?? chance.Of(constructors);
        var named = Vocabulary
            .PropertiesOf(attribute)
            .Where(setting => positional.All(other => other.Name != setting.Name))
            .Where(setting => setting.Name == wish.Setting || chance.Is(0.2));
        return new Use(
            wish.Word,
            [
                .. positional
                    .Concat(named)
                    .Select(setting =>
                        setting.Name == wish.Setting && wish.Value is { } value
                            ? new Argument(setting.Name, value, setting.IsPositional)
                            : Of(declaration, setting)
                    ),
            ]
        );
    }

    private Argument Of(Declaration declaration, Setting setting) =>
        new(setting.Name, values.Odd(setting, NamesOf(declaration)), setting.IsPositional);

    private static string[] NamesOf(Declaration declaration) =>
        [.. declaration.Classes.Select(declared => declared.Name)];

    private static Declaration With(Declaration declaration, int place, DeclaredClass declared) =>
        new(declaration.Classes.SetItem(place, declared));

    private (int Index, T Item) Pick<T>(ImmutableArray<T> items)
    {
        var index = chance.Between(0, items.Length - 1);
        return (index, items[index]);
    }
}
