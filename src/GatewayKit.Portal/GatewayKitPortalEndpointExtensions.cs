using GatewayKit.Portal;
using GatewayKit.Portal.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the developer portal among the endpoints of an ASP.NET Core app.</summary>
public static class GatewayKitPortalEndpointExtensions
{
    /// <summary>
    /// Maps the pages of the portal. They don't require a user: APIs that aren't public are shown only to users that the host's own
    /// authentication or an account of the portal has identified, and don't exist for others.
    /// </summary>
    /// <param name="endpoints">The app, or a group.</param>
    /// <param name="prefix">The path of the catalog. Default: the root.</param>
    /// <returns>A builder for conventions of all pages, such as <c>RequireAuthorization("partners")</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddGatewayKitPortal</c> wasn't called.</exception>
    public static RouteGroupBuilder MapGatewayKitPortal(this IEndpointRouteBuilder endpoints, string prefix = "/")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        if (endpoints.ServiceProvider.GetService<PortalOptions>() is null)
            throw new InvalidOperationException("The host has no portal. Call builder.Services.AddGatewayKitPortal() first.");

        var portal = endpoints.MapGroup(prefix.TrimEnd('/'));
        PortalEndpoints.Map(portal, endpoints.ServiceProvider);
        return portal;
    }
}
