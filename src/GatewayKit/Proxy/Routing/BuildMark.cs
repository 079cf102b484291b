using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// The metadata of an endpoint that matches nothing and is the last one of a route table. ASP.NET Core asks it whether it
/// matches whenever it builds a matcher from that table, which is how the gateway detects that the table is used.
/// </summary>
internal sealed class BuildMark : ISuppressMatchingMetadata
{
    private volatile bool _wasRead;

    public BuildMark()
        => Endpoint = new RouteEndpoint(
            static _ => Task.CompletedTask, RoutePatternFactory.Parse("/"),
            0, new EndpointMetadataCollection(this, new SuppressLinkGenerationMetadata()), "End of the gateway's routes");

    public Endpoint Endpoint { get; }

    /// <summary>Gets whether a matcher was built from the table.</summary>
    public bool WasRead => _wasRead;

    public bool SuppressMatching
    {
        get
        {
            _wasRead = true;
            return true;
        }
    }
}
