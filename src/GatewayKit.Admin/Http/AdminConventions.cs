using GatewayKit.Admin.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Admin.Http;

/// <summary>Conventions of the endpoints.</summary>
internal static class AdminConventions
{
    /// <summary>Requires a role. An endpoint that requires none is for admins only.</summary>
    public static RouteHandlerBuilder RequireRole(this RouteHandlerBuilder endpoint, AdminRole role)
        => endpoint.WithMetadata(new RequiredRole(role));

    /// <summary>Describes the body that the endpoint reads with <see cref="AdminBody"/>.</summary>
    public static RouteHandlerBuilder WithBody<T>(this RouteHandlerBuilder endpoint, bool isRequired = true, params string[] contentTypes)
        => endpoint.WithMetadata(new RequestBody(typeof(T), contentTypes is [] ? [AdminJson.ContentType] : contentTypes, isRequired));

    /// <summary>Describes the problems that the endpoint answers with, besides those that all have.</summary>
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
            endpoint.Produces<ProblemDocument>(status, AdminProblem.ContentType);
        return endpoint;
    }
}
