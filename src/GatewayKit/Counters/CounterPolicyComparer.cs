using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Counters;

/// <summary>Compares policies by their content, so that a reloaded configuration finds the counters of the previous one.</summary>
internal sealed class CounterPolicyComparer : IEqualityComparer<CounterPolicy>
{
    public static readonly CounterPolicyComparer Instance = new();

    public bool Equals(CounterPolicy? left, CounterPolicy? right)
        => ReferenceEquals(left, right)
            || (left is not null && right is not null && left.Scope == right.Scope && left.Algorithm == right.Algorithm
                && left.KeepsUsage == right.KeepsUsage && AreSame(left.Limits, right.Limits, left.KeepsUsage));

    public int GetHashCode([DisallowNull] CounterPolicy policy) => policy.Scope.GetHashCode(StringComparison.Ordinal);

    private static bool AreSame(ImmutableArray<CounterLimit> left, ImmutableArray<CounterLimit> right, bool inWindowsOnly)
    {
        if (left.Length != right.Length)
            return false;

        for (var i = 0; i < left.Length; i++)
        {
            if (left[i].Window != right[i].Window || (!inWindowsOnly && left[i].Limit != right[i].Limit))
                return false;
        }

        return true;
    }
}
