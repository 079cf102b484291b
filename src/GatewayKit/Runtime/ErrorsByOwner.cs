using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Runtime;

/// <summary>Groups errors by the rejected route or cluster.</summary>
internal sealed class ErrorsByOwner(GatewayConfig config)
{
    private readonly Dictionary<string, List<ConfigError>> _routes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<ConfigError>> _clusters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigError> _shared = [];

    /// <summary>The configuration without the routes and clusters that have errors, and without the routes to those clusters.</summary>
    public GatewayConfig Rest => config with
    {
        Routes = config.Routes.RemoveRange(config.Routes
            .Where(r => _routes.ContainsKey(r.Key) || _clusters.ContainsKey(r.Value.Route.ClusterId ?? ""))
            .Select(r => r.Key)),
        Clusters = config.Clusters.RemoveRange(_clusters.Keys),
    };

    public void Add(IEnumerable<ConfigError> errors)
    {
        foreach (var error in errors.SelectMany(error => Spread(config, error)))
            ErrorsOf(error.Owner).Add(error);
    }

    /// <summary>Returns an error, and the same one for each other route that shares the erroneous entry.</summary>
    public static IEnumerable<ConfigError> Spread(GatewayConfig config, ConfigError error)
        => [error, .. SharingRoutes(config, error).Select(route => error with { Owner = ConfigOwner.Route(route) })];

    /// <summary>The other routes that share the entry of an error.</summary>
    private static IEnumerable<string> SharingRoutes(GatewayConfig config, ConfigError error)
    {
        if (error is not { Owner: { Scope: PluginScope.Route, Id: { } id }, PluginIndex: { } index }
            || config.Routes.GetValueOrDefault(id) is not { } route || index >= route.Plugins.Length
            || route.Plugins[index] is not { SharedScope: { } scope } entry)
            return [];

        return config.Routes
            .Where(other => !other.Key.Equals(id, StringComparison.OrdinalIgnoreCase)
                && other.Value.Plugins.Any(e => e.SharedScope == scope && e.Id == entry.Id
                    && e.Name.Equals(entry.Name, StringComparison.OrdinalIgnoreCase)))
            .Select(other => other.Key);
    }

    public GatewayConfigReport Report(GatewayConfig? rest) => new()
    {
        Accepted = _shared.Count == 0 ? rest : null,

        // A route that isn't a mapping, for example, has errors but isn't in the configuration.
        Routes = config.Routes.Keys.Union(_routes.Keys, StringComparer.OrdinalIgnoreCase)
            .Select(id => KeyValuePair.Create(id, OfRoute(id)))
            .Where(r => r.Value.Length > 0)
            .ToImmutableDictionary(StringComparer.OrdinalIgnoreCase),
        Clusters = _clusters.ToImmutableDictionary(c => c.Key, c => c.Value.ToImmutableArray(), StringComparer.OrdinalIgnoreCase),
        Shared = [.. _shared],
    };

    private ImmutableArray<ConfigError> OfRoute(string id)
        =>
        [
            .. _routes.GetValueOrDefault(id) ?? [],
            .. _clusters.GetValueOrDefault(config.Routes.GetValueOrDefault(id)?.Route.ClusterId ?? "") ?? [],
        ];

    private List<ConfigError> ErrorsOf(ConfigOwner owner)
    {
        if (owner is not { Id: { } id, Scope: PluginScope.Route or PluginScope.Cluster })
            return _shared;

        var errors = owner.Scope == PluginScope.Route ? _routes : _clusters;
        if (!errors.TryGetValue(id, out var own))
            errors.Add(id, own = []);
        return own;
    }
}
