using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Security;
using GatewayKit.Acme.Ordering;
using GatewayKit.Tls;

namespace GatewayKit.Acme.Renewal;

/// <summary>The certificates that this node serves, by host. A replaced certificate isn't disposed: a handshake can still use it.</summary>
internal sealed class CertificateSet : ITlsCertificateSource
{
    private readonly ConcurrentDictionary<string, (HostCertificate Certificate, string Directory)> _certificates =
        new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _time;

    public CertificateSet(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        meters.Create("GatewayKit").CreateObservableGauge(
            "gatewaykit.acme.certificate.remaining", Remaining, "s", "Time until the certificate of a host expires.");
    }

    public SslStreamCertificateContext? Find(string hostName) => Get(hostName)?.Context;

    /// <summary>Returns the certificate of a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="directory">The server that must have issued it; null for any.</param>
    public HostCertificate? Get(string host, string? directory = null)
        => _certificates.TryGetValue(host, out var served) && (directory is null || served.Directory == directory)
            ? served.Certificate
            : null;

    /// <summary>Serves a certificate from now on.</summary>
    public void Use(string host, HostCertificate certificate, string directory) => _certificates[host] = (certificate, directory);

    /// <summary>Removes the certificates of other hosts.</summary>
    public void Keep(IEnumerable<string> hosts)
    {
        var kept = hosts.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var host in _certificates.Keys.Where(host => !kept.Contains(host)))
            _certificates.TryRemove(host, out _);
    }

    private IEnumerable<Measurement<double>> Remaining()
        => _certificates.Select(pair => new Measurement<double>(
            (pair.Value.Certificate.NotAfter - _time.GetUtcNow()).TotalSeconds, new KeyValuePair<string, object?>("host", pair.Key)));
}
