using GatewayKit.Configuration;
using GatewayKit.Configuration.Policies;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The settings of the clusters of an Ingress.</summary>
internal sealed record IngressClusterSettings
{
    public static readonly IngressClusterSettings None = new();

    /// <summary>The maximum time without a byte; null for the default.</summary>
    public TimeSpan? Silence { get; init; }

    public bool IsSecure { get; init; }

    public bool IsHttp2 { get; init; }

    /// <summary>Whether requests go to the address of the Service instead of its endpoints.</summary>
    public bool UsesServiceAddress { get; init; }

    /// <summary>The policy of load balancing; null for the default.</summary>
    public string? Policy { get; init; }

    public ClusterLoadBalancing? Balancing { get; init; }

    public SessionAffinityConfig? Affinity { get; init; }

    /// <summary>Whether certificates of backends are verified.</summary>
    public bool VerifiesCertificates { get; init; }

    /// <summary>The name that backends are asked for; null for their address.</summary>
    public string? ServerName { get; init; }

    /// <summary>The certificates for the connections; null for the defaults.</summary>
    public ClusterCertificates? Certificates { get; init; }

    /// <summary>Whether failed requests are sent to another endpoint.</summary>
    public bool Retries { get; init; } = true;

    /// <summary>The maximum number of attempts; null for the default.</summary>
    public int? Attempts { get; init; }

    /// <summary>The maximum time of all attempts; null for none.</summary>
    public TimeSpan? RetryTime { get; init; }

    /// <summary>Returns the policies, from those of other clusters.</summary>
    public ClusterPolicies? PoliciesFrom(ClusterPolicies? usual) => !Retries ? null : usual is null ? null : usual with
    {
        Retry = Attempts is { } attempts && usual.Retry is { } retry ? retry with { Attempts = attempts } : usual.Retry,
        Timeout = RetryTime is { } total ? new TimeoutPolicy { Total = total } : usual.Timeout,
    };
}
