using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Portal.Trying.Connecting;

/// <summary>
/// Keeps requests of the portal on the routes of one version of an API: routing sets the endpoint of a request here, and any other one,
/// such as a page of the host or another route, is replaced.
/// </summary>
/// <param name="routes">The ids of the routes.</param>
internal sealed class RouteGuard(IReadOnlyList<string> routes) : IEndpointFeature
{
    private static readonly Endpoint s_refused = new(
        static http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        },
        EndpointMetadataCollection.Empty, "Not an operation of the portal");

    private Endpoint? _endpoint;

    /// <summary>Gets whether the last request has reached one of the routes.</summary>
    public bool IsReached => _endpoint is { } endpoint && endpoint != s_refused;

    public Endpoint? Endpoint
    {
        get => _endpoint;
        set => _endpoint = value is null || Allows(value) ? value : s_refused;
    }

    private bool Allows(Endpoint endpoint)
        => EndpointMetadata.Last<RouteModel>(endpoint) is { } model && ProxyRoutes.IsMarked(model.Config)
            && routes.Contains(model.Config.RouteId, StringComparer.OrdinalIgnoreCase);
}
