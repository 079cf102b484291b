using GatewayKit.Compilation;
using GatewayKit.Hosting;
using GatewayKit.Portal;
using GatewayKit.Portal.Access;
using GatewayKit.Portal.Assets;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Documents;
using GatewayKit.Portal.Http;
using GatewayKit.Portal.Http.Forms;
using GatewayKit.Portal.Trying;
using GatewayKit.Portal.Trying.Connecting;
using GatewayKit.Portal.Trying.Sending;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the developer portal to a host with a gateway.</summary>
public static class GatewayKitPortalExtensions
{
    /// <summary>
    /// Adds the developer portal, which <c>app.MapGatewayKitPortal()</c> serves. The documents of the section <c>portal</c> then belong to
    /// the gateway's configuration: a file that can't be read is an error.
    /// </summary>
    /// <param name="services">The services of a host with a gateway (<c>builder.AddGatewayKit()</c>).</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">A color or the file of the logo is invalid.</exception>
    /// <exception cref="InvalidOperationException">The host already has a portal.</exception>
    public static IServiceCollection AddGatewayKitPortal(this IServiceCollection services, Action<PortalOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(PortalOptions)))
            throw new InvalidOperationException("The host already has a portal. Call AddGatewayKitPortal once.");

        var options = new PortalOptions();
        configure?.Invoke(options);
        services.AddSingleton(options);
        services.AddSingleton(PortalAssets.Create(options));
        services.AddSingleton<ReaderAccess>();
        services.AddSingleton<DocumentFiles>();
        services.AddSingleton<RemoteDocuments>();
        services.AddSingleton<PortalContents>();
        services.AddSingleton<GatewayAddress>();
        services.AddSingleton<WrittenDocuments>();
        services.AddSingleton<PortalPages>();
        services.AddSingleton<IConfigRule, DocumentRule>();
        services.AddHttpClient(RemoteDocuments.Client).ConfigurePrimaryHttpMessageHandler(RemoteDocuments.CreateHandler);
        services.AddRazorComponents();
        AddTrying(services);
        return services;
    }

    /// <summary>Serves the portal on separate addresses, with the limits of <see cref="GatewayKitBuilder.UseSite"/>.</summary>
    /// <param name="gateway">The builder of the gateway, whose host has a portal (<c>AddGatewayKitPortal</c>).</param>
    /// <param name="urls">The addresses, such as <c>http://127.0.0.1:8090</c>. Port 0 selects a free port, which is logged.</param>
    /// <returns>The builder of the gateway.</returns>
    /// <exception cref="ArgumentException">An address is invalid, or its scheme is not http.</exception>
    public static GatewayKitBuilder UsePortalUrls(this GatewayKitBuilder gateway, params string[] urls)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        return gateway.UseSite(urls, site => site.MapGatewayKitPortal());
    }

    private static void AddTrying(IServiceCollection services)
    {
        services.AddSingleton<FormTokens>();
        services.AddSingleton<MemoryGateway>();
        services.AddSingleton<ReaderAddress>();
        services.AddSingleton<TryLimits>();
        services.AddSingleton<TrySender>();
        services.AddSingleton<TryPages>();

        // Tests look for the server of their own kind.
        if (services.LastOrDefault(service => service.ServiceType == typeof(IServer))?.ImplementationType?.Assembly
            == typeof(KestrelServer).Assembly)
            services.Decorate<IServer, PortalServer>();
    }
}
