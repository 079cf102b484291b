using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Listening.Tables;

/// <summary>The address and port that listeners share.</summary>
/// <param name="Address">The address; null for all.</param>
/// <param name="Port">The port; 0 for a free one.</param>
internal readonly record struct ListenAddress(IPAddress? Address, int Port)
{
    public static ListenAddress Of(GatewayListener listener)
    {
        var address = listener.Address is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : listener.Address;
        return new ListenAddress(IPAddress.IPv6Any.Equals(address) ? null : address, listener.Port);
    }

    public override string ToString() => Address switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"*:{Port}"),
        { AddressFamily: AddressFamily.InterNetworkV6 } => string.Create(CultureInfo.InvariantCulture, $"[{Address}]:{Port}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}"),
    };
}
