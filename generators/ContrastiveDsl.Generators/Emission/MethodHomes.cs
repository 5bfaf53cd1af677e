using System;
using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>What stands in the files of single methods, found so that no list has to name it.</summary>
internal static class MethodHomes
{
    /// <summary>One object of every class of a kind.</summary>
    /// <typeparam name="T">The kind, whose classes have constructors without parameters.</typeparam>
    public static IEnumerable<T> All<T>()
        where T : class =>
        typeof(T)
            .Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type))
            .Select(type => (T)Activator.CreateInstance(type)!);
}
