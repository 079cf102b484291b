using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>
/// Selects the endpoints of a Service that get requests, as kube-proxy does:
/// <list type="number">
/// <item>the ready ones; without any, those that still serve while they terminate</item>
/// <item>of those, the ones with the Service's first family of addresses, because a pod with two addresses is one endpoint</item>
/// <item>of those, the ones for the gateway's zone, if all have hints for zones and there is one</item>
/// </list>
/// </summary>
internal static class EndpointSelection
{
    /// <param name="slices">The slices of the Service.</param>
    /// <param name="port">The name of the Service's port; empty for the port without a name.</param>
    /// <param name="family">The Service's first family of addresses, <c>IPv4</c> or <c>IPv6</c>; null if it isn't known.</param>
    /// <param name="zone">The gateway's zone; null if it isn't known.</param>
    /// <returns>The addresses with ports, in order.</returns>
    public static ImmutableArray<string> Select(ImmutableArray<V1EndpointSlice> slices, string port, string? family, string? zone)
    {
        var ready = new List<Found>();
        var terminating = new List<Found>();
        foreach (var slice in slices)
        {
            foreach (var number in PortsOf(slice, port))
            {
                foreach (var endpoint in slice.Endpoints ?? [])
                {
                    if (endpoint.Addresses is not [var address, ..] || AuthorityOf(address, number) is not { } authority)
                        continue;

                    var conditions = endpoint.Conditions;
                    var isReady = conditions?.Ready ?? true;
                    if (isReady)
                        ready.Add(new Found(endpoint, slice.AddressType, authority));
                    else if (conditions is { Serving: true, Terminating: true })
                        terminating.Add(new Found(endpoint, slice.AddressType, authority));
                }
            }
        }

        var selected = InZone(OfFamily(ready.Count > 0 ? ready : terminating, family), zone);
        return [.. selected.Select(found => found.Authority).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<int> PortsOf(V1EndpointSlice slice, string name)
        => (slice.Ports ?? [])
            .Where(port => (port.Name ?? "") == name && port.Protocol is null or "TCP" && port.Port is > 0)
            .Select(port => port.Port!.Value);

    private static string? AuthorityOf(string address, int port)
    {
        // A name (addressType FQDN) could be that of the gateway's own machine. No other implementation uses it, either.
        if (!IPAddress.TryParse(address, out var parsed))
            return null;

        return parsed.AddressFamily == AddressFamily.InterNetworkV6
            ? string.Create(CultureInfo.InvariantCulture, $"[{parsed}]:{port}")
            : string.Create(CultureInfo.InvariantCulture, $"{parsed}:{port}");
    }

    private static List<Found> OfFamily(List<Found> endpoints, string? family)
        => family is not null && endpoints.Exists(found => found.Family == family)
            ? endpoints.FindAll(found => found.Family == family) : endpoints;

    private static List<Found> InZone(List<Found> endpoints, string? zone)
        => zone is not null
            && endpoints.TrueForAll(found => found.Endpoint.Hints?.ForZones is { Count: > 0 })
            && endpoints.Exists(found => found.IsFor(zone))
                ? endpoints.FindAll(found => found.IsFor(zone)) : endpoints;

    private sealed record Found(V1Endpoint Endpoint, string? Family, string Authority)
    {
        public bool IsFor(string zone) => Endpoint.Hints.ForZones.Any(hint => hint.Name == zone);
    }
}
