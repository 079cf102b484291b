using GatewayKit.Compilation;

namespace GatewayKit.Planning;

/// <summary>The handling of requests by one configuration. Requests that are handled in the same way share it.</summary>
internal sealed class Handling
{
    /// <summary>The matched route; null if there is none.</summary>
    public CompiledRoute? Route { get; init; }

    /// <summary>The name of the route, or of the endpoint of the host itself; null if nothing matches.</summary>
    public string? RouteName { get; init; }

    /// <summary>Whether the request is rejected before a route is looked for.</summary>
    public bool IsBeforeRouting { get; init; }

    /// <summary>The cluster of the route; null if there is none.</summary>
    public string? ClusterId => Route?.Info.ClusterId;

    /// <summary>All plugins of the route for the caller, or those for requests without a route.</summary>
    public PipelineEntry[] Plugins { get; init; } = [];

    /// <summary>The number of plugins that the request reaches.</summary>
    public int Reached { get; init; }

    /// <summary>The status of the response that rejects the request; null if it continues.</summary>
    public int? Refused { get; init; }

    /// <summary>The reason of the refusal.</summary>
    public string? Reason { get; init; }

    /// <summary>The authentication plugin that rejects the request; null if the edge or the router does.</summary>
    public PipelineEntry? Refuser { get; init; }

    /// <summary>Whether the route rejects the request because it is in maintenance.</summary>
    public bool IsInMaintenance { get; init; }

    /// <summary>Whether the edge or the router rejects the request, so that it meets no plugins of a route.</summary>
    public bool IsRefusedByGateway => this is { Refused: not null, Refuser: null, IsInMaintenance: false };

    /// <summary>Whether the edge rejects the request on a route.</summary>
    public bool IsRefusedByEdge => IsRefusedByGateway && Route is not null;

    /// <summary>The groups of the consumer; null if there is no consumer.</summary>
    public string? Groups { get; init; }

    /// <summary>How access to the route is protected.</summary>
    public Protection Protection { get; init; }

    /// <summary>The handling as the report has it.</summary>
    public PlannedHandling Described => field ??= new PlannedHandling
    {
        Route = RouteName,
        Cluster = Refused is null ? ClusterId : null,
        Refused = Refused,
        Reason = Reason,
        Plugins = [.. Plugins.Take(Reached).Select(PluginComparison.NameOf)],
    };
}
