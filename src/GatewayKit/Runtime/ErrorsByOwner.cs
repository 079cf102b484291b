using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Runtime;

/// <summary>Sorts mistakes by the routes and clusters that they keep out of a configuration.</summary>
internal sealed class ErrorsByOwner(GatewayConfig config)
{
    private readonly Dictionary<string, List<ConfigError>> _routes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<ConfigError>> _clusters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigError> _shared = [];

    /// <summary>The configuration without what has mistakes, and without the routes to clusters that have some.</summary>
    public GatewayConfig Rest => config with
    {
        Routes = config.Routes.RemoveRange(config.Routes.Where(r => _routes.ContainsKey(r.Key) || _clusters.ContainsKey(r.Value.Route.ClusterId ?? "")).Select(r => r.Key)),
        Clusters = config.Clusters.RemoveRange(_clusters.Keys),
    };

    public void Add(IEnumerable<ConfigError> errors)
    {
        foreach (var error in errors)
        {
            var (owners, id) = Owner(error.Where, "routes.", config.Routes.Keys) is { } route ? (_routes, route)
                : Owner(error.Where, "clusters.", config.Clusters.Keys) is { } cluster ? (_clusters, cluster)
                : (null, "");
            if (owners is null)
                _shared.Add(error);
            else if (owners.TryGetValue(id, out var list))
                list.Add(error);
            else
                owners.Add(id, [error]);
        }
    }

    public GatewayConfigReport Report(GatewayConfig? rest) => new()
    {
        Accepted = _shared.Count == 0 ? rest : null,
        Routes = config.Routes
            .Select(r => KeyValuePair.Create(r.Key, (ImmutableArray<ConfigError>)[.. Of(_routes, r.Key), .. Of(_clusters, r.Value.Route.ClusterId ?? "")]))
            .Where(r => r.Value.Length > 0)
            .ToImmutableDictionary(StringComparer.OrdinalIgnoreCase),
        Clusters = _clusters.ToImmutableDictionary(c => c.Key, c => c.Value.ToImmutableArray(), StringComparer.OrdinalIgnoreCase),
        Shared = [.. _shared],
    };

    private static List<ConfigError> Of(Dictionary<string, List<ConfigError>> errors, string id) => errors.GetValueOrDefault(id) ?? [];

    /// <summary>The id whose piece of configuration an error is about. An id may have dots, so the longest that fits it is.</summary>
    private static string? Owner(string where, string prefix, IEnumerable<string> ids)
        => !where.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? null
            : ids.Where(id => IsAt(where.AsSpan(prefix.Length), DisplayText.Line(id))).MaxBy(id => id.Length);

    private static bool IsAt(ReadOnlySpan<char> where, string id)
        => where.StartsWith(id, StringComparison.OrdinalIgnoreCase) && (where.Length == id.Length || where[id.Length] is '.' or ' ');
}
