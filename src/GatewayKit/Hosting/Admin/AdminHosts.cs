using System.Net;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Hosting.Admin;

/// <summary>
/// Decides whether a command may name a host. A page in an operator's browser whose name is pointed at the admin address (DNS
/// rebinding) sends its own name, which is none of these: loopback, the address that the request came to, and the allowed names.
/// </summary>
/// <param name="names">The allowed names.</param>
internal sealed class AdminHosts(IEnumerable<string> names)
{
    private readonly HashSet<string> _names = new(["localhost", .. names], StringComparer.OrdinalIgnoreCase);

    public bool Allows(HttpContext context)
    {
        // A Unix socket has no address that a browser could reach.
        if (context.Connection.LocalIpAddress is not { } local)
            return true;

        var host = context.Request.Host.Host;
        return IPAddress.TryParse(host, out var address)
            ? IPAddress.IsLoopback(address) || Plain(address).Equals(Plain(local)) || _names.Contains(host)
            : _names.Contains(host);
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
