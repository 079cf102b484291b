using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy;

/// <summary>Checks a cluster's TLS settings against its other settings: none may have no effect without a message.</summary>
internal sealed class ClusterTlsCheck(IForwarderHttpClientFactory clients)
{
    public void Check(ConfigOwner owner, GatewayCluster cluster, ConfigLocation location, ConfigErrors errors)
    {
        if (cluster.Tls is null && cluster.Certificates is null)
            return;

        var tls = cluster.Tls ?? new ClusterTls();

        if (clients is not VersionedHttpClientFactory { UsesTls: true })
            errors.Add(owner, "tls can't be used, because the host has its own IForwarderHttpClientFactory.", location);

        var config = cluster.Cluster;
        if (config.HttpClient?.DangerousAcceptAnyServerCertificate == true
            && (tls.TrustedRoots.Count > 0
                || cluster.Certificates is { Authorities.Length: > 0 } or { Names.Length: > 0 } or { MaxIntermediates: not null }
                || tls.Revocation != RevocationCheck.None))
            errors.Add(owner, "tls.trustedRoots and tls.revocation verify the server's certificate; "
                + "httpClient.dangerousAcceptAnyServerCertificate must not be true.", location);
        if (cluster.Certificates is { CipherSuites.IsDefaultOrEmpty: false } && !OperatingSystem.IsLinux())
            errors.Add(owner, "certificates.cipherSuites can only be used on Linux.", location);
        if (tls.ServerName is not null && config.HttpClient?.WebProxy?.Address is not null)
            errors.Add(owner, "tls.serverName can't be combined with httpClient.webProxy.", location);
        if (tls.ServerName is not null && config.HttpRequest?.Version is { Major: >= 3 })
            errors.Add(owner, "tls.serverName can't be combined with httpRequest.version 3.", location);
        if (config.Destinations is { Count: > 0 } destinations
            && !destinations.Values.Any(destination => IsSecure(destination?.Address) || IsSecure(destination?.Health)))
            errors.Warn(owner, "tls has no effect, because no destination has an https address.", location);
    }

    private static bool IsSecure(string? address) => address?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
}
