using GatewayKit.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>
/// Finds routes of the same rank that match the same requests, as far as the configuration shows. Each route is compared
/// with only a few others: those of the same path, order, host, method, names and first value.
/// </summary>
internal sealed class RouteOverlapCheck(ConfigErrors errors)
{
    private const int MostCompared = 100;

    private readonly Dictionary<string, List<RouteShape>> _seen = new(StringComparer.Ordinal);

    /// <summary>The number of comparisons of two routes.</summary>
    public int Compared { get; private set; }

    public void Check(IEnumerable<RouteShape> routes)
    {
        foreach (var route in routes)
        {
            if (Earlier(route) is { } earlier)
                errors.Add(route.Owner, $"it matches the same requests as {earlier.Name}: same path, methods, hosts and order. "
                    + "Remove one of them, or give them different orders.", route.Location);
        }
    }

    private RouteShape? Earlier(RouteShape route)
    {
        var found = default(RouteShape);
        foreach (var key in Keys(route))
        {
            var values = FirstValues(route);
            foreach (var value in values)
                found ??= Find($"{key}={value}", route) ?? Find($"{key}~", route);
            if (values.Length == 0)
                found ??= Find($"{key}*", route);

            foreach (var value in values)
                Add($"{key}={value}", route);
            if (values.Length == 0)
                Add($"{key}~", route);
            Add($"{key}*", route);
        }

        return found;
    }

    private RouteShape? Find(string key, RouteShape route)
        => _seen.GetValueOrDefault(key)?.Find(other => other != route && Overlap(route, other));

    private bool Overlap(RouteShape one, RouteShape other)
    {
        Compared++;
        return ValueRule.Overlap(one.Headers, other.Headers) && ValueRule.Overlap(one.QueryParameters, other.QueryParameters);
    }

    private void Add(string key, RouteShape route)
    {
        if (!_seen.TryGetValue(key, out var routes))
            _seen.Add(key, routes = []);
        if (routes.Count < MostCompared)
            routes.Add(route);
    }

    /// <summary>The properties that two routes must share to have the same rank for a request. The case of a constraint in the path
    /// matters: <c>\d</c> isn't <c>\D</c>.</summary>
    private static IEnumerable<string> Keys(RouteShape route)
    {
        var names = string.Join(
            '\n', route.Headers.Select(rule => rule.Name).Append("?").Concat(route.QueryParameters.Select(rule => rule.Name)))
            .ToUpperInvariant();
        foreach (var host in route.Hosts.DefaultIfEmpty(""))
        {
            foreach (var method in route.Methods.DefaultIfEmpty(""))
                yield return $"{route.Order}\n{route.PatternKey}\n{host}\n{method}\n{names}\n";
        }
    }

    /// <summary>The values of the first rule with exact values, which distinguish many routes of the same path, in capitals.</summary>
    private static string[] FirstValues(RouteShape route)
    {
        var first = route.Headers.Concat(route.QueryParameters).FirstOrDefault(rule => rule.Mode == HeaderMatchMode.ExactHeader);
        return [.. (first?.Values ?? []).Select(value => value.ToUpperInvariant())];
    }
}
