using System.Net;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Hosting.Admin;

/// <summary>
/// Checks the Host header of requests for operators and for metrics. A page in an operator's browser whose name resolves to the admin
/// address (DNS rebinding) sends its own name. Only these names are allowed: loopback, the address that the request was sent to,
/// and the configured names.
/// </summary>
/// <param name="names">The allowed names.</param>
/// <param name="namesOfMetrics">The names that are allowed for metrics only.</param>
internal sealed class AdminHosts(IEnumerable<string> names, IEnumerable<string> namesOfMetrics)
{
    private readonly HashSet<string> _names = new(["localhost", .. names], StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _namesOfMetrics = new(namesOfMetrics, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the allowed names of a host.</summary>
    public static AdminHosts Of(AdminOptions options)
        => new([.. options.Hosts, .. options.Urls.Select(HostOf)], options.MetricsUrls.Select(HostOf));

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

    /// <summary>Returns whether a request for metrics is allowed: also with any address instead of a name. A page has a name, and
    /// Prometheus can reach a gateway at an address that is translated.</summary>
    public bool AllowsMetrics(HttpContext context)
        => context.Request.Host.Host is var host
            && (IPAddress.TryParse(host, out _) || _namesOfMetrics.Contains(host) || Allows(context));

    private static string HostOf(string url) => BindingAddress.Parse(url).Host;

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
