using System.Collections.Immutable;
using System.Net;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Decides where clients reach a Gateway.</summary>
internal static class Placements
{
    private const string Unassigned = "AddressNotAssigned";
    private const string Unusable = "AddressNotUsable";

    public static Placement Of(Gateway gateway, GatewayParameters parameters, Lookups lookups)
    {
        var requested = RequestedAddresses.Of(gateway);
        if (requested.Rejection is { } rejection)
            return new Placement { Rejection = rejection, CanBind = false };

        return lookups.Options.Addresses switch
        {
            AddressMode.Loopback => Loopback(gateway, lookups),
            AddressMode.Direct => Direct(requested, lookups.Options),
            _ => Service(gateway, parameters, requested, lookups),
        };
    }

    private static Placement Loopback(Gateway gateway, Lookups lookups)
    {
        var address = LoopbackAddresses.Of(ResourceName.Of(gateway), lookups);
        return address?.Address is { } value
            ? new Placement { Bind = value, Addresses = [Address(value.ToString())] }
            : new Placement { CanBind = false, Unprogrammed = address?.Problem ?? new Problem(Unassigned, "The Gateway has no address.") };
    }

    private static Placement Direct(RequestedAddresses requested, TranslationOptions options)
    {
        ImmutableArray<GatewayAddress> published = [.. options.PublishedAddresses.Select(Address)];
        if (published.IsEmpty)
            return new Placement { Unprogrammed = new Problem(Unassigned, "The gateway's options have no published addresses.") };
        if (Missing(requested, published) is { } problem)
            return new Placement { Addresses = published, Unprogrammed = problem };
        return new Placement
        {
            Addresses = requested.Values.IsEmpty ? published : [.. requested.Values.Select(value => Address(value.ToString()))],
        };
    }

    private static Placement Service(Gateway gateway, GatewayParameters parameters, RequestedAddresses requested, Lookups lookups)
    {
        var ports = PodPorts.Of(ResourceName.Of(gateway), lookups);
        var name = GatewayServices.NameOf(gateway, lookups.Options);
        var addresses = Addresses(lookups.Read(Sources.Services, name));
        return new Placement
        {
            PodPorts = ports.Bound,
            Addresses = addresses,
            Service = ports.Wanted.IsEmpty ? null : GatewayServices.Of(gateway, ports.Wanted, parameters, requested, lookups.Options),
            Unprogrammed = addresses.IsEmpty
                ? new Problem(Unassigned, $"The Service '{name}' has no address yet.")
                : Missing(requested, addresses),
        };
    }

    private static Problem? Missing(RequestedAddresses requested, ImmutableArray<GatewayAddress> addresses)
    {
        foreach (var value in requested.Values)
        {
            if (!addresses.Any(address => IPAddress.TryParse(address.Value, out var own) && own.Equals(value)))
                return new Problem(Unusable, $"The address {value} isn't available.");
        }

        return requested.Unusable;
    }

    private static ImmutableArray<GatewayAddress> Addresses(V1Service? service)
        => service?.Spec?.Type switch
        {
            null => [],
            "LoadBalancer" => [.. (service.Status?.LoadBalancer?.Ingress ?? []).Select(Address).OfType<GatewayAddress>()],
            _ => [.. (service.Spec.ClusterIPs ?? []).Where(address => address != "None").Select(Address)],
        };

    private static GatewayAddress? Address(V1LoadBalancerIngress ingress)
        => (ingress.Ip ?? ingress.Hostname) is { } value ? Address(value) : null;

    private static GatewayAddress Address(string value)
        => new() { Type = IPAddress.TryParse(value, out _) ? "IPAddress" : "Hostname", Value = value };
}
