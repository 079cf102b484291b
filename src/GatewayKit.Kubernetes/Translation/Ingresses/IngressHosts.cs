using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The hosts of Ingresses. The oldest Ingress with a host decides about its TLS, or its namespace does.</summary>
internal static class IngressHosts
{
    private const string Www = "www.";

    private static readonly ResourceGroups<string, V1Ingress> s_byHost = new(
        Sources.Ingresses, ingress => CanaryRule.IsCanary(ingress) ? [] : Of(ingress));

    private static readonly MemoPart<string, ResourceName?> s_oldest = new((host, lookups) => s_byHost.Of(host, lookups)
        .OrderByAge()
        .Select(ResourceName.Of)
        .Where(name => OwnIngresses.ClassOf(name, lookups) is not null)
        .Select(name => (ResourceName?)name)
        .FirstOrDefault());

    /// <summary>Returns the hosts of an Ingress in lower case: of rules, of the default backend, aliases, and those that are redirected. An
    /// empty one stands for all others.</summary>
    public static IEnumerable<string> Of(V1Ingress ingress)
    {
        string[] hosts = [.. IngressPaths.Of(ingress).Select(path => path.Host ?? "").Distinct()];
        string[] named = [.. hosts.Where(host => host.Length > 0)];
        return hosts
            .Concat(named.Length == 0 ? [] : new IngressAnnotations(ingress).List("server-alias").Select(alias => alias.ToLowerInvariant()))
            .Concat(IngressAnnotations.IsTrue(ingress, "from-to-www-redirect") ? named.Where(IsExact).Select(OtherWww) : [])
            .Distinct()
            .Where(IsValid);
    }

    public static bool IsValid(string host) => host.Length == 0 || HostPatterns.IsValid(host);

    public static bool IsExact(string host) => host.Length > 0 && host[0] != '*';

    /// <summary>Returns the host without <c>www.</c>, or with it.</summary>
    public static string OtherWww(string host)
        => host.StartsWith(Www, StringComparison.Ordinal) ? host[Www.Length..] : Www + host;

    /// <summary>Returns the wildcard for the first label of a host; null if the host is a wildcard, or has one label.</summary>
    public static string? WildcardOf(string host)
        => IsExact(host) && host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? "*" + host[dot..] : null;

    /// <summary>Returns the oldest Ingress with exactly a host; null if there is none.</summary>
    public static ResourceName? Oldest(string host, Lookups lookups) => lookups.Get(s_oldest, host);

    /// <summary>Returns the oldest Ingress of those that get the requests to a host: with exactly this host, otherwise with the wildcard,
    /// otherwise for all hosts. Null if there is none.</summary>
    public static ResourceName? OwnerOf(string host, Lookups lookups)
        => Oldest(host, lookups)
            ?? (WildcardOf(host) is { } wildcard ? Oldest(wildcard, lookups) : null)
            ?? (host.Length > 0 ? Oldest("", lookups) : null);

    /// <summary>Returns whether a namespace decides about a host.</summary>
    public static bool IsOwner(string? @namespace, string host, Lookups lookups) => OwnerOf(host, lookups)?.Namespace == @namespace;
}
