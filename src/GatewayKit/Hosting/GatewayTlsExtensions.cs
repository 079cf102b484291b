using GatewayKit.Hosting;
using GatewayKit.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Hosting;

/// <summary>Uses the gateway's certificates for an address of the server.</summary>
public static class GatewayTlsExtensions
{
    /// <summary>
    /// Uses the key <c>tls</c> of the gateway's configuration for an address: certificates by host name, minimum version, protocols and
    /// client certificates, as they are at each handshake. It takes effect when the host starts: it sets the address's
    /// <see cref="ListenOptions.Protocols"/>, and its middleware runs after that of the address. A configuration without certificates then
    /// ends the start with an <see cref="InvalidOperationException"/>. Addresses of <see cref="GatewayKitBuilder.UseUrls"/> don't need it.
    /// </summary>
    /// <param name="listen">The address, as in <c>kestrel.ListenAnyIP(443, listen => listen.UseGatewayTls())</c>.</param>
    /// <returns>The address.</returns>
    /// <exception cref="InvalidOperationException">The host has no gateway.</exception>
    public static ListenOptions UseGatewayTls(this ListenOptions listen)
    {
        ArgumentNullException.ThrowIfNull(listen);
        var services = listen.ApplicationServices;
        var listener = services.GetService<TlsListener>()
            ?? throw new InvalidOperationException("The host doesn't have a gateway. Call builder.AddGatewayKit() first.");
        listener.Use(listen);
        return listen;
    }
}
