using System.Collections.Immutable;
using System.Net;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The status of Ingresses: the addresses where clients reach them.</summary>
internal static class IngressAddresses
{
    private static readonly MemoPart<int, ImmutableArray<string>> s_addresses = new(
        (_, lookups) => [.. Find(lookups).Distinct()],
        (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));

    private static readonly MemoPart<int, V1IngressStatus> s_status = new(
        (_, lookups) => new V1IngressStatus
        {
            LoadBalancer = new V1IngressLoadBalancerStatus { Ingress = [.. lookups.Get(s_addresses, 0).Select(EntryOf)] },
        },
        ReferenceEquals);

    public static V1IngressStatus Status(Lookups lookups) => lookups.Get(s_status, 0);

    private static IEnumerable<string> Find(Lookups lookups)
    {
        var options = lookups.Options;
        if (options.IngressService is { } name)
            return lookups.Read(Sources.Services, name) is { } service ? Of(service) : [];

        return options.PublishedAddresses.IsEmpty && options.Addresses == AddressMode.Loopback
            ? [IPAddress.Loopback.ToString()] : options.PublishedAddresses;
    }

    private static IEnumerable<string> Of(V1Service service)
        => service.Spec?.Type switch
        {
            "LoadBalancer" => (service.Status?.LoadBalancer?.Ingress ?? []).Select(entry => entry.Ip ?? entry.Hostname).OfType<string>(),
            "ExternalName" => string.IsNullOrEmpty(service.Spec.ExternalName) ? [] : [service.Spec.ExternalName],
            _ => service.Spec?.ExternalIPs is { Count: > 0 } external
                ? external : (service.Spec?.ClusterIPs ?? []).Where(address => address != "None"),
        };

    private static V1IngressLoadBalancerIngress EntryOf(string address)
        => IPAddress.TryParse(address, out _)
            ? new V1IngressLoadBalancerIngress { Ip = address } : new V1IngressLoadBalancerIngress { Hostname = address };
}
