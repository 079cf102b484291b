using System.Net;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Hosting.Admin;

/// <summary>
/// Checks the Host header of requests for operators. A page in an operator's browser whose name resolves to the admin address (DNS
/// rebinding) sends its own name. Only these names are allowed: loopback, the address that the request was sent to,
/// and the configured names.
/// </summary>
/// <param name="names">The allowed names.</param>
internal sealed class AdminHosts(IEnumerable<string> names)
{
    private readonly HashSet<string> _names = new(["localhost", .. names], StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the allowed names of a host.</summary>
    public static AdminHosts Of(AdminOptions options)
        => new([.. options.Hosts, .. options.Urls.Select(url => BindingAddress.Parse(url).Host)]);

    public bool Allows(HttpContext context)
    {
        // A browser can't reach a Unix socket.
        if (context.Connection.LocalIpAddress is not { } local)
            return true;

        var host = context.Request.Host.Host;
        return IPAddress.TryParse(host, out var address)
            ? IPAddress.IsLoopback(address) || Plain(address).Equals(Plain(local)) || _names.Contains(host)
            : _names.Contains(host);
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
