using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The namespaces that decide about the TLS of hosts: those of the oldest Ingresses with them.</summary>
internal static class IngressHosts
{
    private static readonly MemoPart<ResourceName, ImmutableArray<string>> s_ofIngress = new(
        (name, lookups) => lookups.Read(Sources.Ingresses, name) is not { } ingress ? []
            : [.. IngressPaths.Of(ingress).Select(path => path.Host ?? "").Distinct()],
        (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));

    private static readonly MemoPart<string, string?> s_owner = new((host, lookups) => OwnIngresses.All(lookups)
        .Where(name => lookups.Get(s_ofIngress!, name).Contains(host))
        .Select(name => name.Namespace)
        .FirstOrDefault());

    /// <summary>Returns the hosts of an Ingress; an empty one stands for all others.</summary>
    public static ImmutableArray<string> Of(ResourceName ingress, Lookups lookups) => lookups.Get(s_ofIngress, ingress);

    /// <summary>Returns whether a namespace decides about a host.</summary>
    public static bool IsOwner(string? @namespace, string host, Lookups lookups) => lookups.Get(s_owner, host) == @namespace;
}
