using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>
/// Rejects routes on which a plugin that accepts every caller would hide the credentials for another one, and warns about plugins
/// that reject every request because no plugin before them identifies the caller.
/// </summary>
internal static class CallerChecker
{
    /// <param name="routes">The routes to check.</param>
    /// <param name="hostAuthenticates">Whether the host may identify callers, too.</param>
    /// <param name="errors">Collects the errors and the warnings.</param>
    public static void Check(IEnumerable<ComposedRoute> routes, bool hostAuthenticates, ConfigErrors errors)
    {
        foreach (var composed in routes)
        {
            if (!composed.Placed.Any(placed => AcceptsEveryCaller(placed) || NeedsCaller(placed)))
                continue;

            var (id, route) = (composed.Id, composed.Source);
            var entries = composed.Placed.Where(placed => placed.IsEnabled).OrderBy(placed => placed.Stage).ToArray();
            if (Array.Exists(entries, AcceptsEveryCaller))
                CheckOrder(id, route, [.. entries.Where(Authenticates)], errors);
            if (entries.TakeWhile(placed => !Authenticates(placed)).FirstOrDefault(NeedsCaller) is { Entry: { } entry })
            {
                errors.Warn(ConfigOwner.Route(id),
                    $"its plugin '{entry.Type.Name}' rejects every request, because no plugin before it identifies "
                    + "the caller. Add one that authenticates, such as key-auth.", route.Location);
            }
        }

        bool NeedsCaller(PlacedEntry placed)
            => placed.Entry.Type.NeedsConsumer || (!hostAuthenticates && placed.Entry.Options is ICallerOptions { NeedsCaller: true });
    }

    private static void CheckOrder(string id, GatewayRoute route, PlacedEntry[] authenticating, ConfigErrors errors)
    {
        var index = Array.FindIndex(authenticating, AcceptsEveryCaller);
        var name = authenticating[index].Entry.Type.Name;
        if (index < authenticating.Length - 1)
        {
            var next = authenticating[index + 1].Entry.Type.Name;
            errors.Add(ConfigOwner.Route(id),
                $"its plugin '{name}' accepts every caller, so that '{next}' would never look for credentials. "
                + $"List '{name}' after it.", route.Location);
        }
        else if (authenticating.Length > 1 && route.Authentication == AuthenticationMode.All)
        {
            errors.Add(ConfigOwner.Route(id),
                $"its plugin '{name}' accepts every caller, but with 'authentication: all', "
                + $"'{authenticating[0].Entry.Type.Name}' must find credentials, too. Set 'authentication: any'.", route.Location);
        }
    }

    private static bool Authenticates(PlacedEntry placed) => placed.Entry.Type.Hooks.HasFlag(PluginHooks.Authentication);

    private static bool AcceptsEveryCaller(PlacedEntry placed) => placed.Entry.Type.AcceptsEveryCaller;
}
