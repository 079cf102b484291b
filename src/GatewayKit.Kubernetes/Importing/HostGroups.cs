using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Groups the hosts of Ingresses by their paths.</summary>
internal static class HostGroups
{
    // Bounds of the Gateway API.
    private const int MostHosts = 16;

    /// <summary>Whether paths are redirects of whole hosts.</summary>
    private static readonly bool[] s_kinds = [false, true];

    /// <summary>Returns the groups of an Ingress.</summary>
    public static IEnumerable<HostGroup> Of(ImportedIngress ingress, TlsHosts tls)
    {
        var isRedirected = ingress.Settings.First.Any(RedirectsToHttps.IsOne) && ingress.Ingress.Spec.Tls is { Count: > 0 };
        return s_kinds.SelectMany(isRedirect => ingress.Paths
            .Where(path => path.IsRedirect == isRedirect)
            .SelectMany(path => path.Hosts.Select(host => (Host: host, Path: path)))
            .GroupBy(pair => pair.Host ?? "")
            .Select(group => (Host: group.Key, Paths: group.Select(pair => pair.Path).ToImmutableArray()))
            .GroupBy(host => KeyOf(host.Host, host.Paths, tls))
            .SelectMany(group => group.Chunk(MostHosts))
            .Select(hosts => new HostGroup
            {
                Ingress = ingress,
                Hosts = [.. hosts.Select(host => host.Host).Where(host => host.Length > 0)],
                Paths = hosts[0].Paths,
                HasTls = tls.Covers(HostOf(hosts[0].Host)),
                IsSecured = isRedirected && tls.Covers(HostOf(hosts[0].Host)),
            }));
    }

    /// <summary>Wildcards need a condition of their own, and any host can't be in a list of hosts.</summary>
    private static (string, bool, string) KeyOf(string host, ImmutableArray<ImportedPath> paths, TlsHosts tls)
        => (
            host.Length == 0 || host[0] == '*' ? host : "host",
            tls.Covers(HostOf(host)),
            string.Join(' ', paths.Select(path => path.Order)));

    private static string? HostOf(string host) => host.Length == 0 ? null : host;
}
