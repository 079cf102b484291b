using GatewayKit.Admin;
using GatewayKit.Admin.Access;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the admin API of a gateway among the endpoints of an ASP.NET Core app.</summary>
public static class GatewayKitAdminEndpointExtensions
{
    /// <summary>
    /// Maps the admin API: <c>/v1/...</c> and <c>/openapi.json</c>. A caller needs a key of <see cref="AdminApiOptions"/>, or an
    /// authenticated user with a role; the caller's address is never enough. Requests from pages of another origin are rejected.
    /// </summary>
    /// <param name="endpoints">The app, or a group such as <c>app.MapGroup("/gateway")</c>.</param>
    /// <returns>A builder for conventions of all its endpoints, such as <c>RequireAuthorization("operators")</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>UseAdminApi</c> wasn't called.</exception>
    public static RouteGroupBuilder MapGatewayKitAdmin(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var pipeline = services.GetService<AdminPipeline>()
            ?? throw new InvalidOperationException("The gateway has no admin API. Call UseAdminApi() of the gateway's builder first.");
        services.GetRequiredService<StartTime>();

        var api = endpoints.MapGroup("").WithGroupName(AdminApi.Name);
        api.WithMetadata(AdminEndpoint.Instance);
        var known = new KnownEndpoints();
        ((IEndpointConventionBuilder)api).Finally(builder =>
        {
            known.Add((RouteEndpointBuilder)builder);
            var role = builder.Metadata.OfType<RequiredRole>().LastOrDefault()?.Role ?? AdminRole.Admin;
            builder.RequestDelegate = pipeline.Wrap(builder.RequestDelegate!, role);
        });
        AdminApi.Map(api, known);
        return api;
    }
}
