using System.Collections.Immutable;
using System.Net;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The addresses that a Gateway asks for (<c>spec.addresses</c>).</summary>
/// <param name="Values">The addresses; empty if the gateway is to choose.</param>
/// <param name="Rejection">Why the Gateway can't be accepted.</param>
/// <param name="Unusable">Why an address can't be used.</param>
internal sealed record RequestedAddresses(ImmutableArray<IPAddress> Values, Problem? Rejection, Problem? Unusable)
{
    public static RequestedAddresses Of(Gateway gateway)
    {
        var values = ImmutableArray.CreateBuilder<IPAddress>();
        Problem? rejection = null;
        Problem? unusable = null;
        foreach (var address in gateway.Spec.Addresses)
        {
            if (address.Type != "IPAddress")
                rejection ??= new Problem("UnsupportedAddress", $"Addresses of the type '{address.Type}' aren't supported; use IPAddress.");
            else if (string.IsNullOrEmpty(address.Value))
                continue;
            else if (IPAddress.TryParse(address.Value, out var value))
                values.Add(value);
            else
                unusable ??= new Problem("AddressNotUsable", $"'{address.Value}' isn't a valid IP address.");
        }

        return new RequestedAddresses(values.ToImmutable(), rejection, unusable);
    }
}
