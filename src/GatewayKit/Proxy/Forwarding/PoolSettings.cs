using System.Net.Security;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>The settings of a cluster for its connections.</summary>
internal sealed record PoolSettings
{
    /// <summary>The maximum number of requests that wait for a connection to one origin.</summary>
    public const int MaxWaiting = 10_000;

    /// <summary>The maximum age of a connection: a new one looks up the address again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>The maximum number of open connections to one origin.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>How long a connection stays open without a request.</summary>
    public required TimeSpan IdleTimeout { get; init; }

    /// <summary>The maximum time to open a connection.</summary>
    public required TimeSpan ConnectTimeout { get; init; }

    /// <summary>The TLS options; the name of the server is the origin's unless one is set.</summary>
    public required SslClientAuthenticationOptions Tls { get; init; }
}
