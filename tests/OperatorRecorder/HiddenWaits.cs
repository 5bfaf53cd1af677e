namespace ContrastiveDsl.Testing;

/// <summary>
/// Finds the operators that make the host wait for a device, or whose result's size it must wait for.
/// </summary>
public static class HiddenWaits
{
    private static readonly HashSet<string> Waiting =
    [
        "item",
        "_local_scalar_dense",
        "is_nonzero",
        "equal",
        "nonzero",
        "nonzero_numpy",
        "masked_select",
        "argwhere",
        "unique_dim",
        "_unique",
        "_unique2",
        "unique_consecutive",
        "unique_dim_consecutive",
        "repeat_interleave",
    ];

    /// <summary>Every operator that waits, with those that began just before it: one of them called it.</summary>
    /// <param name="operators">
    /// Schema names in the order of their start, as <see cref="OperatorRecorder.Operators"/> gives them.
    /// </param>
    public static IReadOnlyList<string> Among(IReadOnlyList<string> operators)
    {
        ArgumentNullException.ThrowIfNull(operators);
        return
        [
            .. Enumerable
                .Range(0, operators.Count)
                .Where(index => Waiting.Contains(Short(operators[index])))
                .Select(index => string.Join(" > ", operators.Take(index + 1).TakeLast(5).Select(Short))),
        ];
    }

    private static string Short(string name) => name[(name.LastIndexOf(':') + 1)..];
}
