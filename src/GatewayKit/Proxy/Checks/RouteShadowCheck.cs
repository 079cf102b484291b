using GatewayKit.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>Finds routes that another one takes every request from, because its order is lower.</summary>
internal sealed class RouteShadowCheck(ConfigErrors errors)
{
    private const string AnyPath = "{**}";

    public void Check(IReadOnlyList<RouteShape> routes)
    {
        var first = routes.Where(route => route.TakesAll)
            .GroupBy(route => route.PatternKey, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.MinBy(route => route.Order)!, StringComparer.Ordinal);
        var anyPath = first.GetValueOrDefault(AnyPath);
        foreach (var route in routes)
        {
            var other = first.GetValueOrDefault(route.PatternKey) is { } same && same.Order < route.Order ? same
                : anyPath is not null && anyPath.Order < route.Order ? anyPath : null;
            if (other is not null)
                errors.Warn($"routes.{route.Id}", $"it never matches: {other.Name} has a lower order and takes all of its requests.", route.Place);
        }
    }
}
