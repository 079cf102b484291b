using GatewayKit.Kubernetes.Filters;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>The hosts of Ingresses with <c>auth-tls-secret</c>. Their listeners ask clients for a certificate, and the plugin of the
/// Ingress verifies it for each request.</summary>
internal sealed class CertifiedHosts
{
    private readonly string?[] _hosts;

    /// <param name="ingresses">The Ingresses.</param>
    /// <param name="tls">The hosts with certificates.</param>
    /// <param name="warnings">Collects the warnings.</param>
    public CertifiedHosts(IEnumerable<ImportedIngress> ingresses, TlsHosts tls, ImportWarnings warnings)
    {
        _hosts =
        [
            .. ingresses.Where(ingress => !ingress.Settings.IsClosed)
                .Where(ingress => ingress.Settings.Plugins.Any(entry => entry.Name == ClientCertificatePlugin.Name))
                .SelectMany(ingress => ingress.Paths).SelectMany(path => path.Hosts).Distinct(),
        ];
        if (tls.IsShared && Any && tls.All.Any(entry => !Asks(entry.Host)))
        {
            warnings.Add("Clients of all hosts with https are asked for a certificate, also those without auth-tls-secret, because one "
                + "listener has all certificates. They are served without one.");
        }
    }

    public bool Any => _hosts.Length > 0;

    /// <summary>Returns whether the listener of a host asks clients for a certificate.</summary>
    public bool Asks(string? listener) => Array.Exists(_hosts, host => TlsHosts.Covers(listener, host));
}
