using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Gateways;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>The hosts of <c>spec.tls</c> with the Secrets of their certificates.</summary>
internal sealed class TlsHosts
{
    /// <summary>The maximum number of listeners of a Gateway, without that for http, and of certificates of a listener.</summary>
    private const int Most = 63;

    private readonly List<(string? Host, ResourceName Secret)> _hosts = [];

    /// <summary>The hosts, each once; null for any host.</summary>
    public IReadOnlyList<(string? Host, ResourceName Secret)> All => _hosts;

    /// <summary>The Secrets, those of older Ingresses first.</summary>
    public ImmutableArray<ResourceName> Secrets => [.. _hosts.Select(host => host.Secret).Distinct()];

    /// <summary>Gets whether one listener has all certificates, because Ingresses for wildcards or for any host also get requests to hosts
    /// with a certificate, or because there are too many hosts for a listener each.</summary>
    public bool IsShared { get; private set; }

    /// <param name="ingresses">The Ingresses, the oldest first.</param>
    /// <param name="warnings">Collects the warnings.</param>
    public static TlsHosts Of(IReadOnlyList<ImportedIngress> ingresses, ImportWarnings warnings)
    {
        var hosts = new TlsHosts();
        foreach (var ingress in ingresses)
            hosts.Add(ingress, warnings);

        var routed = ingresses.SelectMany(ingress => ingress.Paths).SelectMany(path => path.Hosts).Distinct().ToArray();
        hosts.IsShared = hosts._hosts.Count > Most || hosts._hosts.Exists(tls => routed.Any(host => IsWider(host, tls.Host)));
        if (hosts.Secrets.Length > Most)
            warnings.Add($"The Ingresses have {hosts.Secrets.Length} certificates, but a listener can have {Most}. Import them in parts.");
        return hosts;
    }

    /// <summary>Returns whether requests with TLS to a host get a certificate.</summary>
    public bool Covers(string? host) => _hosts.Count > 0 && (IsShared || _hosts.Exists(tls => Covers(tls.Host, host)));

    private void Add(ImportedIngress ingress, ImportWarnings warnings)
    {
        var entries = (ingress.Ingress.Spec.Tls ?? []).Where(tls => !string.IsNullOrEmpty(tls.SecretName)).ToArray();
        if (entries.Length == 0)
            return;

        foreach (var entry in entries)
        {
            var secret = new ResourceName(ingress.Name.Namespace, entry.SecretName);
            foreach (var host in entry.Hosts ?? [])
                Add(host.ToLowerInvariant(), secret, ingress.Name, warnings);
        }

        // The names in the certificates decide, so they can be for hosts that no entry lists.
        var first = new ResourceName(ingress.Name.Namespace, entries[0].SecretName);
        foreach (var host in ingress.Paths.Where(path => !path.IsRedirect).SelectMany(path => path.Hosts).Distinct())
        {
            if (!_hosts.Exists(tls => Covers(tls.Host, host)))
                Add(host, first, ingress.Name, warnings);
        }
    }

    private void Add(string? host, ResourceName secret, ResourceName ingress, ImportWarnings warnings)
    {
        var known = _hosts.FindIndex(tls => tls.Host == host);
        if (known < 0)
            _hosts.Add((host, secret));
        else if (_hosts[known].Secret != secret)
        {
            warnings.Add(
                ingress,
                $"an older Ingress has the Secret '{_hosts[known].Secret}' for the host '{host ?? "*"}', so '{secret}' isn't used.");
        }
    }

    /// <summary>The wildcard of a certificate is one label.</summary>
    public static bool Covers(string? tls, string? host)
        => tls == host || tls is null
            || (tls.StartsWith("*.", StringComparison.Ordinal) && host is not null
                && host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && host.AsSpan(dot).SequenceEqual(tls.AsSpan(1)));

    private static bool IsWider(string? host, string? other)
        => host != other && other is not null && (host is null || HostPatterns.Intersect(host, other) == other);
}
