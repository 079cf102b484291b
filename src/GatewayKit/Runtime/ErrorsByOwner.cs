using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Runtime;

/// <summary>Groups errors by the rejected route or cluster.</summary>
internal sealed class ErrorsByOwner(GatewayConfig config)
{
    private static readonly char[] s_ends = ['.', ' '];

    private readonly Dictionary<string, List<ConfigError>> _routes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<ConfigError>> _clusters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigError> _shared = [];
    private readonly Dictionary<string, string> _routeIds = ByText(config.Routes.Keys);
    private readonly Dictionary<string, string> _clusterIds = ByText(config.Clusters.Keys);

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
        foreach (var error in errors)
        {
            var (owners, id) = Owner(error.Where, "routes.", _routeIds) is { } route ? (_routes, route)
                : Owner(error.Where, "clusters.", _clusterIds) is { } cluster ? (_clusters, cluster)
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
            .Select(r => KeyValuePair.Create(
                r.Key, (ImmutableArray<ConfigError>)[.. Of(_routes, r.Key), .. Of(_clusters, r.Value.Route.ClusterId ?? "")]))
            .Where(r => r.Value.Length > 0)
            .ToImmutableDictionary(StringComparer.OrdinalIgnoreCase),
        Clusters = _clusters.ToImmutableDictionary(c => c.Key, c => c.Value.ToImmutableArray(), StringComparer.OrdinalIgnoreCase),
        Shared = [.. _shared],
    };

    private static List<ConfigError> Of(Dictionary<string, List<ConfigError>> errors, string id) => errors.GetValueOrDefault(id) ?? [];

    /// <summary>Returns the id of the piece of configuration that an error is about.
    /// An id may contain dots, so the longest match wins.</summary>
    private static string? Owner(string where, string prefix, Dictionary<string, string> ids)
    {
        if (!where.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return null;

        for (var end = where.Length; end > prefix.Length; end = where.LastIndexOfAny(s_ends, end - 1))
        {
            if (ids.TryGetValue(where[prefix.Length..end], out var id))
                return id;
        }

        return null;
    }

    /// <summary>The ids by their form in a message.</summary>
    private static Dictionary<string, string> ByText(IEnumerable<string> ids)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in ids)
            texts.TryAdd(DisplayText.Line(id), id);
        return texts;
    }
}
