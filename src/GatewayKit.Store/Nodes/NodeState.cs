using System.Collections.Immutable;

namespace GatewayKit.Store.Nodes;

/// <summary>The revisions of this node.</summary>
/// <param name="Running">The revision that is active.</param>
/// <param name="Latest">The revision that was read last.</param>
/// <param name="Errors">The errors because of which the latest one isn't active.</param>
internal sealed record NodeState(long Running, long Latest, ImmutableArray<string> Errors)
{
    public bool Equals(NodeState? other)
        => other is not null && Running == other.Running && Latest == other.Latest && Errors.SequenceEqual(other.Errors);

    public override int GetHashCode() => HashCode.Combine(Running, Latest);
}
