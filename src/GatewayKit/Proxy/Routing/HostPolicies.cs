using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Routing;

/// <summary>What the host's middleware (authorization, CORS, rate limits) has read from an endpoint before it runs.</summary>
internal static class HostPolicies
{
    /// <summary>Whether a request that the middleware has let through for one endpoint may run another.</summary>
    public static bool AreSame(Endpoint one, Endpoint other) => Of(one).SequenceEqual(Of(other));

    private static IEnumerable<object> Of(Endpoint endpoint) => endpoint.Metadata.Where(item => !IsForRouting(item));

    private static bool IsForRouting(object item)
        => item is IHttpMethodMetadata or IHostMetadata or IRouteDiagnosticsMetadata || item.GetType().Assembly == typeof(RouteModel).Assembly;
}
