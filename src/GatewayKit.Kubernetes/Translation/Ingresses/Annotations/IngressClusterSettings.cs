using System.Globalization;
using System.Security.Authentication;
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

    /// <summary>The maximum time to open a connection; null for the default.</summary>
    public TimeSpan? ConnectTime { get; init; }

    /// <summary>The versions of TLS, separated by commas; empty for the defaults.</summary>
    public string TlsVersions { get; init; } = "";

    /// <summary>The cipher suites of TLS 1.2 as <see cref="CipherNames"/>, separated by colons; empty for the defaults.</summary>
    public string Ciphers { get; init; } = "";

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

    /// <summary>The statuses after which a request is sent again, separated by commas.</summary>
    public string RetryStatuses { get; init; } = "";

    /// <summary>The maximum number of attempts; null for the default.</summary>
    public int? Attempts { get; init; }

    /// <summary>The maximum time of all attempts; null for none.</summary>
    public TimeSpan? RetryTime { get; init; }

    /// <summary>Returns the policies, from those of other clusters.</summary>
    public ClusterPolicies? PoliciesFrom(ClusterPolicies? usual)
    {
        var connect = ConnectTime ?? (Retries ? usual?.Timeout?.Connect : null);
        var total = Retries ? RetryTime : null;
        var policies = (usual ?? new ClusterPolicies()) with
        {
            Retry = !Retries || usual?.Retry is not { } retry ? null : retry with
            {
                Attempts = Attempts ?? retry.Attempts,
                Statuses = [.. RetryStatuses.Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(status => int.Parse(status, CultureInfo.InvariantCulture))],
            },
            Timeout = connect is null && total is null ? null : new TimeoutPolicy { Connect = connect, Total = total },
        };
        return policies.Retry is null && policies.Timeout is null ? null : policies;
    }

    /// <summary>Returns the settings of connections, from those of other clusters.</summary>
    public HttpClientConfig? ClientFrom(HttpClientConfig? usual, bool isVerified)
        => isVerified && TlsVersions.Length == 0 ? usual : (usual ?? new HttpClientConfig()) with
        {
            DangerousAcceptAnyServerCertificate = isVerified ? usual?.DangerousAcceptAnyServerCertificate : true,
            SslProtocols = TlsVersions switch
            {
                "" => usual?.SslProtocols,
                "TLSv1.2" => SslProtocols.Tls12,
                "TLSv1.3" => SslProtocols.Tls13,
                _ => SslProtocols.Tls12 | SslProtocols.Tls13,
            },
        };
}
