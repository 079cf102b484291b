using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Policies;

/// <summary>How the certificates of backends are verified, from a BackendTLSPolicy.</summary>
internal sealed record BackendTrust
{
    /// <summary>The policy.</summary>
    public required ResourceName Policy { get; init; }

    /// <summary>Why the policy isn't accepted; null if it is. Its backends can't be reached then.</summary>
    public Problem? Rejection { get; init; }

    /// <summary>Which references don't resolve; null if all do.</summary>
    public Problem? Unresolved { get; init; }

    /// <summary>The name for SNI, which certificates must have unless there are <see cref="Names"/>.</summary>
    public string Host { get; init; } = "";

    /// <summary>The authorities; empty for those of the operating system.</summary>
    public ImmutableArray<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>The names of which a certificate must have one.</summary>
    public ImmutableArray<CertificateName> Names { get; init; } = [];

    public bool Equals(BackendTrust? other)
        => other is not null && Policy == other.Policy && Rejection == other.Rejection && Unresolved == other.Unresolved
            && Host == other.Host && Authorities.AsSpan().SequenceEqual(other.Authorities.AsSpan())
            && Names.AsSpan().SequenceEqual(other.Names.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Policy, Host);
}
