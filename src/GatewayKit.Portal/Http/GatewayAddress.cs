using System.Globalization;
using GatewayKit.Portal.Content;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Http;

/// <summary>
/// Finds the address of the gateway that the documentation shows: the configured one, otherwise that of the request if it came to the
/// gateway, otherwise that of the gateway's server, with the host that the reader uses.
/// </summary>
internal sealed class GatewayAddress(IServer server)
{
    /// <summary>Returns the address without a trailing slash; null if it isn't known.</summary>
    public string? Of(HttpContext http, PortalContent content)
    {
        if (content.Server is { } configured)
            return configured.TrimEnd('/');

        var addresses = (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(BindingAddress.Parse)
            .Where(address => !address.IsUnixPipe && !address.IsNamedPipe)
            .ToList();
        if (addresses.Exists(address => address.Port == http.Connection.LocalPort))
            return $"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}{http.Request.PathBase.ToUriComponent()}".TrimEnd('/');

        return addresses.OrderByDescending(address => address.Scheme == Uri.UriSchemeHttps).FirstOrDefault() is { } first
            ? string.Create(CultureInfo.InvariantCulture, $"{first.Scheme}://{HostOf(first, http)}:{first.Port}")
            : null;
    }

    private static string HostOf(BindingAddress address, HttpContext http)
        => address.Host is "*" or "+" or "[::]" or "0.0.0.0" ? new HostString(http.Request.Host.Host).ToUriComponent() : address.Host;
}
