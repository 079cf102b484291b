using GatewayKit.Admin.Access;
using GatewayKit.Operators.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the operators' pages of a gateway among the endpoints of an ASP.NET Core app.</summary>
public static class GatewayKitOperatorsEndpointExtensions
{
    /// <summary>
    /// Maps the operators' pages. A reader needs the role <c>viewer</c>, and for changes <c>operator</c> or <c>admin</c>: as a user of
    /// the host's authentication, or with a key of the admin API, by a form that begins a session. Requests from pages of another origin
    /// are rejected.
    /// </summary>
    /// <param name="endpoints">The app, or a group.</param>
    /// <param name="prefix">The path of the overview. Default: <c>/operate</c>.</param>
    /// <returns>A builder for conventions of all pages, such as <c>RequireAuthorization("operators")</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>UseAdminApi</c> or <c>UseOperatorPages</c> wasn't called.</exception>
    public static RouteGroupBuilder MapGatewayKitOperators(this IEndpointRouteBuilder endpoints, string prefix = "/operate")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        var services = endpoints.ServiceProvider;
        if (services.GetService<AdminAccess>() is null)
        {
            throw new InvalidOperationException(
                "The operators' pages need the admin API. Call UseAdminApi() of the gateway's builder first.");
        }

        var pipeline = services.GetService<OperatorPipeline>()
            ?? throw new InvalidOperationException(
                "The gateway has no operators' pages. Call UseOperatorPages() of the gateway's builder first.");

        var pages = endpoints.MapGroup(prefix.TrimEnd('/'));
        pages.WithMetadata(AdminEndpoint.Instance);
        OperatorEndpoints.Map(new PageMap(pages, pipeline));
        return pages;
    }
}
