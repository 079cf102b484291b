using GatewayKit.Hosting;
using GatewayKit.Operators.Access;
using GatewayKit.Operators.Forms;
using GatewayKit.Operators.Http;
using GatewayKit.Operators.Traffic;
using GatewayKit.Portal;
using GatewayKit.Portal.Assets;
using Microsoft.AspNetCore.Builder;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the operators' pages to a gateway.</summary>
public static class GatewayKitOperatorsExtensions
{
    /// <summary>
    /// Serves the operators' pages at <c>/ui</c> of the admin addresses (<see cref="GatewayKitBuilder.UseAdminUrls"/>), if there are any,
    /// and lets the app map them with <c>app.MapGatewayKitOperators()</c>. They have the callers and roles of the admin API, which
    /// <c>UseAdminApi</c> must add, and the colors and the logo of the developer portal if the host has one.
    /// </summary>
    /// <param name="gateway">The builder of the gateway.</param>
    /// <returns>The builder of the gateway.</returns>
    /// <exception cref="InvalidOperationException">The gateway already has these pages.</exception>
    public static GatewayKitBuilder UseOperatorPages(this GatewayKitBuilder gateway)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        var services = gateway.Services;
        if (services.Any(service => service.ServiceType == typeof(OperatorPipeline)))
            throw new InvalidOperationException("The gateway already has operators' pages. Call UseOperatorPages once.");

        services.AddRazorComponents();
        services.AddAntiforgery();
        services.AddSingleton(s => OperatorAssets.Create(
            s.GetService<PortalAssets>() ?? PortalAssets.Create(s.GetService<PortalOptions>() ?? new PortalOptions())));
        services.AddSingleton<Sessions>();
        services.AddSingleton<OperatorAccess>();
        services.AddSingleton<OperatorPages>();
        services.AddSingleton<OperatorPipeline>();
        services.AddSingleton<LiveTraffic>();
        services.AddSingleton<SecretSeal>();
        return gateway.MapAdmin(admin => admin.MapGatewayKitOperators("/ui"));
    }
}
