namespace GatewayKit;

/// <summary>Where in the configuration a plugin's entry stands. Ask for it in the constructor.</summary>
public sealed record PluginPlacement
{
    /// <summary>The plugin's name.</summary>
    public required string Plugin { get; init; }

    /// <summary>The entry's id, or null.</summary>
    public string? Id { get; init; }

    /// <summary>The scope that the entry belongs to.</summary>
    public required PluginScope Scope { get; init; }

    /// <summary>The id of the cluster, route, group or consumer; null for the global scope.</summary>
    public string? ScopeId { get; init; }

    /// <summary>
    /// A name that stays the same from one version of the configuration to the next, fit as the key of counters and
    /// caches: two exchanges share it if and only if the same entry applies to them.
    /// </summary>
    public string Key => field ??= $"{Scope.ToString().ToLowerInvariant()}:{ScopeId}/{Plugin}{(Id is null ? "" : "#" + Id)}";
}
