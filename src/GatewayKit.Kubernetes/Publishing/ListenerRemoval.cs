using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Kubernetes.Publishing;

/// <summary>Removes listeners from routes. A route without another listener is removed: one that names none would match the requests
/// of the host's own addresses.</summary>
internal static class ListenerRemoval
{
    public static void Apply(
        IReadOnlyCollection<string> removed,
        ImmutableDictionary<string, GatewayRoute>.Builder routes,
        ImmutableDictionary<string, StreamRoute>.Builder streams)
    {
        if (removed.Count == 0)
            return;

        foreach (var (id, route) in routes.ToArray())
        {
            if (route.Match is not { Listeners: { IsEmpty: false } names } match || Rest(names, removed) is not { } rest)
                continue;
            if (rest.IsEmpty)
                routes.Remove(id);
            else
                routes[id] = route with { Match = match with { Listeners = rest } };
        }

        foreach (var (id, stream) in streams.ToArray())
        {
            if (Rest(stream.Listeners, removed) is not { } rest)
                continue;
            if (rest.IsEmpty)
                streams.Remove(id);
            else
                streams[id] = stream with { Listeners = rest };
        }
    }

    /// <summary>Returns the other listeners; null if none is removed.</summary>
    private static ImmutableArray<string>? Rest(ImmutableArray<string> names, IReadOnlyCollection<string> removed)
    {
        var rest = names.RemoveAll(name => removed.Contains(name, StringComparer.OrdinalIgnoreCase));
        return rest.Length == names.Length ? null : rest;
    }
}
