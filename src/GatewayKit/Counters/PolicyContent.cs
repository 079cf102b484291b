using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Counters;

/// <summary>Compares policies by their content, so that a reloaded configuration finds the counters of the previous one.</summary>
internal sealed class PolicyContent : IEqualityComparer<CounterPolicy>
{
    public static readonly PolicyContent Comparer = new();

    public bool Equals(CounterPolicy? left, CounterPolicy? right)
        => ReferenceEquals(left, right)
            || (left is not null && right is not null && left.Scope == right.Scope && left.Algorithm == right.Algorithm
                && left.Limits.AsSpan().SequenceEqual(right.Limits.AsSpan()));

    public int GetHashCode([DisallowNull] CounterPolicy policy) => policy.Scope.GetHashCode(StringComparison.Ordinal);
}
