using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Proxy.Routing;

/// <summary>The metadata of the endpoint that is in the host's routing in place of the gateway's. It never runs.</summary>
internal sealed class PartitionMark
{
    public PartitionMark() => Endpoint = new RouteEndpoint(
        static _ => throw new InvalidOperationException("The gateway's routes didn't match this request."),
        RoutePatternFactory.Parse("/{**gateway}"), 0,

        // A candidate for preflights, too.
        new EndpointMetadataCollection(this, new HttpMethodMetadata([], acceptCorsPreflight: true), new SuppressLinkGenerationMetadata()),
        "The gateway's routes");

    public Endpoint Endpoint { get; }
}
