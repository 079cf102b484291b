using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Hosts of an Ingress with the same paths, which become the host names of a route.</summary>
internal sealed record HostGroup
{
    public required ImportedIngress Ingress { get; init; }

    /// <summary>The hosts; empty for any.</summary>
    public required ImmutableArray<string> Hosts { get; init; }

    /// <summary>The paths in their order.</summary>
    public required ImmutableArray<ImportedPath> Paths { get; init; }

    /// <summary>Whether requests with TLS to the hosts get a certificate.</summary>
    public required bool HasTls { get; init; }

    /// <summary>Whether requests without TLS are redirected.</summary>
    public required bool IsSecured { get; init; }

    /// <summary>Whether the route redirects whole hosts, before plugins apply.</summary>
    public bool IsRedirect => Paths[0].IsRedirect;

    public bool IsWildcard => Hosts is [['*', ..], ..];

    /// <summary>Whether the route is a GRPCRoute.</summary>
    public bool IsGrpc { get; init; }
}
