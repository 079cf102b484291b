using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// The metadata of an endpoint that matches nothing and stands at the end of a route table. ASP.NET Core asks it whether it
/// matches whenever it builds a matcher from that table, which is how the gateway learns that the table was taken.
/// </summary>
internal sealed class BuildMark : ISuppressMatchingMetadata
{
    private volatile bool _wasRead;

    public BuildMark()
        => Endpoint = new RouteEndpoint(
            static _ => Task.CompletedTask, RoutePatternFactory.Parse("/"), 0, new EndpointMetadataCollection(this, new SuppressLinkGenerationMetadata()), "End of the gateway's routes");

    public Endpoint Endpoint { get; }

    /// <summary>Whether a matcher has been built from the table.</summary>
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
