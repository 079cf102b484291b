using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Responses;

namespace GatewayKit.Compilation;

/// <summary>A route, ready to run.</summary>
internal sealed class CompiledRoute
{
    public required RouteInfo Info { get; init; }

    public required GatewaySnapshot Snapshot { get; init; }

    /// <summary>The pipeline of a caller who is not known, or has no plugins of its own.</summary>
    public required RoutePipeline Pipeline { get; set; }

    public required AuthenticationMode Authentication { get; init; }

    public required PathPolicy Paths { get; init; }

    /// <summary>The route's own bound on request bodies in bytes; null for the server's, -1 for none.</summary>
    public long? MaxRequestBodySize { get; init; }

    /// <summary>The pipelines of callers with plugins of their own, or null if no consumer and no group has any.</summary>
    public CallerPipelines? CallerPipelines { get; set; }

    /// <summary>The bodies of the gateway's own answers.</summary>
    public ProblemBodies Problems => Snapshot.Edge.Problems;

    public bool MayHaveResponseHooks => Pipeline.HasResponseHooks || CallerPipelines is not null;

    public RoutePipeline PipelineFor(Consumer caller) => CallerPipelines?.For(caller) ?? Pipeline;

    /// <summary>Lets go of the plugins: an endpoint that is still referred to somewhere must not keep them.</summary>
    public void Clear()
    {
        Pipeline = RoutePipeline.Empty;
        CallerPipelines = null;
    }
}
