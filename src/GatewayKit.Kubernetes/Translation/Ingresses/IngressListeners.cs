using System.Collections.Immutable;
using System.Net;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The listeners of all Ingresses: one for HTTP if there is an Ingress, and one for HTTPS if there is a certificate, with further
/// ones for the hosts whose clients need a certificate, or whose TLS is passed on. Gateways with the same address and port have
/// precedence.</summary>
internal static class IngressListeners
{
    public const string Http = "ingress-http";
    public const string Https = "ingress-https";

    private static readonly MemoPart<int, ImmutableArray<string>> s_names = new(
        (_, lookups) =>
        [
            .. All(lookups).Where(listener => listener.Listener.Protocol != ListenerProtocol.Tls).Select(listener => listener.Name),
        ],
        (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));

    private static readonly MemoPart<int, ImmutableArray<int>> s_lost = new(
        (_, lookups) =>
        [
            .. Wanted(lookups).Select(listener => listener.Listener).Where(listener => IsTaken(listener, lookups))
                .Select(listener => listener.Port).Distinct(),
        ],
        (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));

    private static readonly MemoPart<int, ImmutableSortedSet<string>> s_gatewayHosts = new(
        (_, lookups) => GatewayListeners(lookups)
            .Where(listener => IsSecure(listener.Protocol) && listener.Port == lookups.Options.IngressHttpsPort)
            .Select(listener => listener.Host).OfType<string>().ToImmutableSortedSet(StringComparer.Ordinal),
        (before, now) => before.SetEquals(now));

    /// <summary>Returns the listeners by name.</summary>
    public static IEnumerable<(string Name, GatewayListener Listener)> All(Lookups lookups)
    {
        var lost = Lost(lookups);
        return Wanted(lookups).Where(listener => !lost.Contains(listener.Listener.Port));
    }

    /// <summary>Returns the names of the listeners for HTTP, in a constant order.</summary>
    public static ImmutableArray<string> Names(Lookups lookups) => lookups.Get(s_names, 0);

    /// <summary>Returns the ports that Gateways have instead.</summary>
    public static ImmutableArray<int> Lost(Lookups lookups) => lookups.Get(s_lost, 0);

    /// <summary>Returns whether a listener of a Gateway gets connections to a host, which a listener for the host would take from
    /// it.</summary>
    public static bool IsOfGateway(string host, Lookups lookups)
        => lookups.Get(s_gatewayHosts, 0).Any(other => HostPatterns.Intersect(host, other) is not null);

    private static IEnumerable<(string Name, GatewayListener Listener)> Wanted(Lookups lookups)
    {
        if (OwnIngresses.All(lookups).IsEmpty)
            yield break;

        var options = lookups.Options;
        var address = options.Addresses == AddressMode.Loopback ? IPAddress.Loopback : null;
        yield return (Http, new GatewayListener { Address = address, Port = options.IngressHttpPort, Protocol = ListenerProtocol.Http });
        var passed = IngressPassthrough.AllHosts(lookups);
        if (IngressCertificates.Served(lookups) is { IsEmpty: false } certificates)
        {
            var clients = IngressClients.ByHost(lookups);
            foreach (var host in clients.Keys.Where(Asks).Prepend(""))
            {
                yield return (host.Length == 0 ? Https : $"{Https}/{host}", new GatewayListener
                {
                    Address = address,
                    Port = options.IngressHttpsPort,
                    Protocol = ListenerProtocol.Https,
                    Host = host.Length == 0 ? null : host,
                    Tls = new ListenerTls
                    {
                        Certificates = certificates.Other is { } other ? [other] : [],
                        HostCertificates = certificates.Hosts,
                        RefusedHosts = certificates.Refused,
                        ClientCertificates = clients.GetValueOrDefault(host),
                    },
                });
            }
        }

        foreach (var host in passed)
        {
            yield return (IngressPassthrough.Listener(host), new GatewayListener
            {
                Address = address,
                Port = options.IngressHttpsPort,
                Protocol = ListenerProtocol.Tls,
                Host = host,
                Tls = new ListenerTls { IsPassthrough = true },
            });
        }

        bool Asks(string host) => host.Length > 0 && !passed.Contains(host) && !IsOfGateway(host, lookups);
    }

    /// <summary>Returns whether a Gateway has a listener that can't share the socket.</summary>
    private static bool IsTaken(GatewayListener listener, Lookups lookups)
        => GatewayListeners(lookups).Any(other => other.Port == listener.Port
            && (other.Host is null || IsSecure(other.Protocol) != IsSecure(listener.Protocol) || other.Protocol == ListenerProtocol.Tcp));

    /// <summary>Returns the listeners of Gateways with the address of Ingresses. Only in the mode <c>Direct</c> do they have the same
    /// one.</summary>
    private static IEnumerable<GatewayListener> GatewayListeners(Lookups lookups)
        => lookups.Options.Addresses != AddressMode.Direct ? []
            : ManagedGateways.All(lookups)
                .Select(gateway => GatewayTranslation.Of(ResourceName.Of(gateway), lookups))
                .OfType<TranslatedGateway>()
                .SelectMany(gateway => gateway.AllListeners)
                .Select(other => other.Config)
                .OfType<GatewayListener>();

    private static bool IsSecure(ListenerProtocol protocol) => protocol is ListenerProtocol.Https or ListenerProtocol.Tls;
}
