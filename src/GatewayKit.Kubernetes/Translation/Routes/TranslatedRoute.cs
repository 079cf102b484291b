using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>The parts of the configuration that come from a route, and the problems that its status tells.</summary>
internal sealed record TranslatedRoute
{
    /// <summary>The routes by id. Ids begin with the route's namespace, kind and name.</summary>
    public ImmutableArray<KeyValuePair<string, GatewayRoute>> Routes { get; init; } = [];

    /// <summary>The routes of connections by id.</summary>
    public ImmutableArray<KeyValuePair<string, StreamRoute>> StreamRoutes { get; init; } = [];

    public ImmutableArray<TranslatedCluster> Clusters { get; init; } = [];

    /// <summary>The Services that requests or copies of them go to, whose policies have the route's Gateways as ancestors.</summary>
    public ImmutableArray<ResourceName> Services { get; init; } = [];

    /// <summary>Why no parent accepts the route (<c>Accepted=False</c>), or null.</summary>
    public Problem? Rejection { get; init; }

    /// <summary>Which references don't resolve (<c>ResolvedRefs=False</c>), or null.</summary>
    public Problem? Unresolved { get; init; }

    /// <summary>Which rules are invalid while others serve (<c>PartiallyInvalid=True</c>), or null.</summary>
    public Problem? PartlyInvalid { get; init; }

    public ImmutableArray<ResourceWarning> Warnings { get; init; } = [];
}
