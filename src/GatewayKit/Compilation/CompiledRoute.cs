using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Responses;
using GatewayKit.Telemetry;

namespace GatewayKit.Compilation;

/// <summary>A route, ready to run.</summary>
internal sealed class CompiledRoute
{
    /// <summary>The route as configured.</summary>
    public required GatewayRoute Source { get; init; }

    public required RouteInfo Info { get; init; }

    public required GatewaySnapshot Snapshot { get; init; }

    /// <summary>The pipeline of an unknown caller, or of a caller without its own plugins.</summary>
    public required RoutePipeline Pipeline { get; set; }

    public required AuthenticationMode Authentication { get; init; }

    public required PathPolicy Paths { get; init; }

    /// <summary>The route's limit on request bodies in bytes; null for the server's limit, -1 for none.</summary>
    public long? MaxRequestBodySize { get; init; }

    /// <summary>The response while the route is in maintenance; null if it isn't.</summary>
    public GatewayResponse? Maintenance { get; init; }

    /// <summary>The pipelines of callers with their own plugins; null if consumers and groups don't have plugins.</summary>
    public CallerPipelines? CallerPipelines { get; set; }

    /// <summary>The bodies of the gateway's own responses.</summary>
    public ProblemBodies Problems => Snapshot.Edge.Problems;

    public RoutePipeline PipelineFor(Consumer caller) => CallerPipelines?.For(caller) ?? Pipeline;

    /// <summary>Composes the pipelines; null for requests that match no route, and after the snapshot has drained.</summary>
    public PipelineComposer? Composer { get; set; }

    /// <summary>The traffic of the route; null until a listener is interested in it, and if it has no place.</summary>
    public RouteTraffic? Traffic { get; set; }

    /// <summary>Releases the plugins: an endpoint that is still referenced must not keep them alive.</summary>
    public void Clear()
    {
        Pipeline = RoutePipeline.Empty;
        CallerPipelines = null;
        Composer = null;
    }
}
