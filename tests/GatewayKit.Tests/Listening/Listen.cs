using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Tests.Tls;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Listening;

/// <summary>Creates configurations with listeners. By default, they are on a free port of 127.0.0.1, which they share.</summary>
internal static class Listen
{
    public static GatewayListener Http(string? address = null, string? host = null, int port = 0)
        => new() { Address = IPAddress.Parse(address ?? "127.0.0.1"), Port = port, Protocol = ListenerProtocol.Http, Host = host };

    /// <summary>A listener that ends TLS with certificates for names, by default for its host.</summary>
    public static GatewayListener Https(string? host, params string[] names)
        => Http(host: host) with { Protocol = ListenerProtocol.Https, Tls = Tls(names.Length > 0 ? names : [host!]) };

    public static GatewayListener Terminating(string? host, string? address = null)
        => Http(address, host) with { Protocol = ListenerProtocol.Tls, Tls = Tls(host ?? "any.example.com") };

    public static GatewayListener Passing(string? host, string? address = null)
        => Http(address, host) with { Protocol = ListenerProtocol.Tls, Tls = new ListenerTls { IsPassthrough = true } };

    public static GatewayListener Tcp(string? address = null) => Http(address) with { Protocol = ListenerProtocol.Tcp };

    public static ListenerTls Tls(params string[] names)
        => new() { Certificates = [.. names.Select(name => Context(Sites.Issue(name)))] };

    public static SslStreamCertificateContext Context(X509Certificate2 certificate)
        => SslStreamCertificateContext.Create(certificate, [Sites.Authority.Certificate], offline: true);

    public static StreamRoute Route(string listener, params (string? Cluster, int Weight)[] backends) => new()
    {
        Listeners = [listener],
        Backends = [.. backends.Select(backend => new StreamBackend(backend.Cluster, backend.Weight))],
    };

    public static GatewayConfig On(params (string Name, GatewayListener Listener)[] listeners) => new()
    {
        Listeners = listeners.ToImmutableDictionary(l => l.Name, l => l.Listener, StringComparer.OrdinalIgnoreCase),
    };

    public static GatewayConfig With(this GatewayConfig config, string id, StreamRoute route)
        => config with { StreamRoutes = config.StreamRoutes.SetItem(id, route) };

    /// <summary>Adds a cluster with destinations on ports of this machine.</summary>
    public static GatewayConfig WithCluster(this GatewayConfig config, string id, params int[] ports) => config with
    {
        Clusters = config.Clusters.SetItem(id, new GatewayCluster
        {
            Cluster = new ClusterConfig
            {
                ClusterId = id,
                Destinations = ports.Select((port, index) => (Name: $"d{index}", Address: $"http://127.0.0.1:{port}")).ToDictionary(
                    d => d.Name, d => new DestinationConfig { Address = d.Address }),
            },
        }),
    };

    /// <summary>Adds a cluster with a destination with TLS, whose certificate must have a name.</summary>
    public static GatewayConfig WithTlsCluster(this GatewayConfig config, string id, int port, string name) => config with
    {
        Clusters = config.Clusters.SetItem(id, new GatewayCluster
        {
            Cluster = new ClusterConfig
            {
                ClusterId = id,
                Destinations = new Dictionary<string, DestinationConfig> { ["d0"] = new() { Address = $"https://127.0.0.1:{port}" } },
            },
            Tls = new ClusterTls { ServerName = name },
            Certificates = new ClusterCertificates { Authorities = [Sites.Authority.Certificate] },
        }),
    };
}
