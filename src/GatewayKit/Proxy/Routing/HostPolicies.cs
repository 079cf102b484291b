using GatewayKit.Proxy.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Routing;

/// <summary>The metadata that the host's middleware (authorization, CORS, rate limits) reads from an endpoint before the endpoint
/// runs.</summary>
internal static class HostPolicies
{
    /// <summary>Returns whether a request that the middleware accepted for one endpoint may run another one.</summary>
    public static bool AreSame(Endpoint one, Endpoint other) => Of(one).SequenceEqual(Of(other));

    private static IEnumerable<object> Of(Endpoint endpoint) => endpoint.Metadata.Where(item => !IsForRouting(item));

    private static bool IsForRouting(object item)
        => item is IHttpMethodMetadata or IHostMetadata or IRouteDiagnosticsMetadata or RouteTableVersion or ForwardDelegate or PreciseRoute
            || item.GetType().Assembly == typeof(RouteModel).Assembly;
}
