using System;
using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>An attribute of the language as it is written.</summary>
/// <param name="Name">Its name without the suffix: <c>Conv</c>.</param>
/// <param name="Index">Its index among the class's attributes of the language.</param>
/// <param name="Arguments">The arguments that are written, whichever way; what is absent is not in here.</param>
public sealed record RawAttribute(string Name, int Index, EquatableArray<RawArgument> Arguments)
{
    /// <summary>What the attribute declares its class to be.</summary>
    public DeclarationKind Declares => Words.Declares(Name, Find("Type") is not null);

    /// <summary>Whether an argument is written.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>An integer, or the given default where it is absent.</summary>
    public int Int(string name, int absent) => Find(name) is { } argument ? (int)argument.Integer : absent;

    /// <summary>A long integer, or the given default where it is absent.</summary>
    public long Long(string name, long absent) => Find(name)?.Integer ?? absent;

    /// <summary>A number, or the given default where it is absent.</summary>
    public double Number(string name, double absent) => Find(name)?.Number ?? absent;

    /// <summary>A truth value, or the given default where it is absent.</summary>
    public bool Flag(string name, bool absent) => Find(name) is { } argument ? argument.Integer != 0 : absent;

    /// <summary>Numbers in a row; none where they are absent. A single number is a row of one.</summary>
    public EquatableArray<double> Numbers(string name) => Find(name)?.Numbers ?? EquatableArray<double>.Empty;

    /// <summary>A value of an enumeration, defined or not, or the given default where it is absent.</summary>
    public T Enum<T>(string name, T absent)
        where T : struct, Enum => Find(name) is { } argument ? (T)System.Enum.ToObject(typeof(T), argument.Integer) : absent;

    /// <summary>The class that a <c>typeof</c> names, or <see langword="null"/>.</summary>
    public RawClass? Class(string name) => Find(name)?.Class;

    /// <summary>The same attribute with further arguments, of which those are left out that it has.</summary>
    /// <param name="arguments">The arguments.</param>
    public RawAttribute Or(EquatableArray<RawArgument> arguments)
    {
        var all = new List<RawArgument>(Arguments);
        foreach (var argument in arguments)
        {
            if (!Has(argument.Name))
            {
                all.Add(argument);
            }
        }

        return this with { Arguments = new EquatableArray<RawArgument>(all) };
    }

    private RawArgument? Find(string name)
    {
        foreach (var argument in Arguments)
        {
            if (argument.Name == name)
            {
                return argument;
            }
        }

        return null;
    }
}
