using System.Runtime.InteropServices;

namespace GatewayKit.Plugins.GraphQL.Analysis;

/// <summary>The resources that a set of fields uses, with those of its fragments. Sums stop at <see cref="Maximum"/>: fragments that use
/// each other can multiply.</summary>
/// <param name="Cost">The cost.</param>
/// <param name="Depth">The nesting of fields.</param>
/// <param name="Nesting">The nesting of selections, with those of fragments.</param>
/// <param name="Fields">The number of fields of the set itself.</param>
/// <param name="Aliases">The number of aliases.</param>
/// <param name="Directives">The number of directives.</param>
/// <param name="QueriesSchema">Whether a field queries the schema.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Usage(
    long Cost, int Depth, int Nesting, long Fields, long Aliases, long Directives, bool QueriesSchema)
{
    public const long Maximum = 1_000_000_000_000;

    /// <summary>Returns the usage of two sets beside each other.</summary>
    public Usage And(in Usage other) => new(
        Add(Cost, other.Cost), int.Max(Depth, other.Depth), int.Max(Nesting, other.Nesting), Add(Fields, other.Fields),
        Add(Aliases, other.Aliases), Add(Directives, other.Directives), QueriesSchema || other.QueriesSchema);

    /// <summary>Returns the sum of two costs.</summary>
    public static long Add(long one, long other) => long.Min(Maximum, one + other);

    /// <summary>Returns the cost of several items.</summary>
    public static long Multiply(long count, long cost)
        => Math.BigMul(count, cost, out var low) != 0 || low < 0 ? Maximum : long.Min(Maximum, low);
}
