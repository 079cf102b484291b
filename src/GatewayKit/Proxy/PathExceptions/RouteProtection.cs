using GatewayKit.Compilation;

namespace GatewayKit.Proxy.PathExceptions;

/// <summary>Compares the protection of two routes.</summary>
internal static class RouteProtection
{
    /// <summary>Finds a protection that a route has, and that another route that would match its requests doesn't have.</summary>
    /// <param name="narrow">The intended route.</param>
    /// <param name="wide">The route that matches the request.</param>
    /// <returns>The name of a plugin or a policy, or null if nothing is missing.</returns>
    public static string? FindMissing(CheckedRoute narrow, CheckedRoute wide)
    {
        var names = wide.Placed
            .Where(placed => placed.IsEnabled)
            .Select(placed => placed.Entry.Type.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var placed in narrow.Placed.Where(Protects))
        {
            if (!names.Contains(placed.Entry.Type.Name))
                return $"the plugin '{placed.Entry.Type.Name}'";
        }

        var (own, other) = (narrow.Route.Route, wide.Route.Route);
        return Lacks(own.AuthorizationPolicy, other.AuthorizationPolicy, "anonymous")
            ? $"the authorizationPolicy '{own.AuthorizationPolicy}'"
                : Lacks(own.RateLimiterPolicy, other.RateLimiterPolicy, "disable")
                    ? $"the rateLimiterPolicy '{own.RateLimiterPolicy}'"
                    : null;
    }

    /// <summary>Returns whether the same plugins protect two routes in different ways.</summary>
    public static bool Differs(CheckedRoute narrow, CheckedRoute wide)
        => narrow.Route.Authentication != wide.Route.Authentication && narrow.Placed.Any(Protects)
            || narrow.Placed
                .Where(Protects)
                .Any(placed => !wide.Placed.Any(
                    other => placed.Entry.Type == other.Entry.Type && Equals(placed.Entry.Options, other.Entry.Options)));

    /// <summary>Returns whether a plugin may reject a request. A CORS plugin protects a browser's user, not the upstream.</summary>
    private static bool Protects(PlacedEntry placed)
        => placed is
        {
            IsEnabled: true,
            Stage: PluginStage.Edge or PluginStage.Authentication or PluginStage.Authorization or PluginStage.Traffic
        }
            && !placed.Entry.Type.AnswersPreflight;

    private static bool Lacks(string? own, string? other, string none)
        => !string.IsNullOrEmpty(own)
            && !own.Equals(none, StringComparison.OrdinalIgnoreCase)
            && !own.Equals(other, StringComparison.OrdinalIgnoreCase);
}
