namespace GatewayKit.Counters;

/// <summary>Names a counter by the content of its policy, so that a reloaded configuration finds the counters of the one before.</summary>
internal readonly record struct CounterKey(CounterPolicy Policy, CounterSubject Subject)
{
    public bool Equals(CounterKey other)
        => Subject.Equals(other.Subject) && (ReferenceEquals(Policy, other.Policy) || SamePolicy(Policy, other.Policy));

    public override int GetHashCode() => HashCode.Combine(Policy.Scope, Subject);

    private static bool SamePolicy(CounterPolicy left, CounterPolicy right)
        => left.Scope == right.Scope && left.Algorithm == right.Algorithm && left.Limits.AsSpan().SequenceEqual(right.Limits.AsSpan());
}
