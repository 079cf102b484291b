using GatewayKit.Compilation;

namespace GatewayKit.Portal.Serving;

/// <summary>Finds the path at which a route of the gateway serves a path of its upstream, by the route's pattern and transforms.</summary>
internal sealed class RoutePath
{
    private readonly string? _pattern;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> _transforms;
    private readonly bool _hasOrigin;

    public RoutePath(CompiledRoute route)
        : this(route.Source.Route.Match?.Path ?? route.Info.Path, route.Source.Route.Transforms ?? [], HasOrigin(route.Pipeline))
    {
    }

    /// <param name="pattern">The pattern of the route; null matches any path.</param>
    /// <param name="transforms">The transforms of the route.</param>
    /// <param name="hasOrigin">Whether a plugin answers the requests instead of an upstream.</param>
    public RoutePath(string? pattern, IReadOnlyList<IReadOnlyDictionary<string, string>> transforms, bool hasOrigin = false)
        => (_pattern, _transforms, _hasOrigin) = (pattern, transforms, hasOrigin);

    /// <summary>Returns the path at the gateway of a path template in a document; null if the route doesn't serve it.</summary>
    /// <param name="basePath">The path of the document's server, without a trailing slash.</param>
    /// <param name="path">The path template, such as <c>/pets/{id}</c>.</param>
    public string? Of(string basePath, string path)
    {
        // An upstream gets the transformed path. The document's server may be its root, or have a base path that the address of the
        // destination has, too.
        string?[] candidates = [Undo(basePath + path), Undo(path)];
        if (_hasOrigin)
        {
            // Plugins that answer from a document match paths with and without the base path and the prefix of the route.
            candidates = [.. candidates, basePath + path, path, PathPattern.EndsOpen(_pattern) ? Prefix + path : null];
        }

        return Array.Find(candidates, candidate => candidate is not null && PathPattern.Matches(_pattern, candidate));
    }

    private string Prefix => PathPattern.PrefixOf(_pattern);

    /// <summary>Undoes the transforms of a path, the last one first; null if no path is transformed to it.</summary>
    private string? Undo(string path)
    {
        foreach (var transform in _transforms.Reverse())
        {
            if (Value(transform, "PathRemovePrefix") is { } removed)
            {
                path = Rooted(removed) + path;
            }
            else if (Value(transform, "PathPrefix") is { } added)
            {
                if (Rest(path, Rooted(added)) is not { } rest)
                    return null;
                path = rest;
            }
            else if (Value(transform, "PathPattern") is { } pattern)
            {
                // A pattern that keeps the rest replaces the part before.
                if (!PathPattern.EndsOpen(pattern) || !PathPattern.EndsOpen(_pattern)
                    || Rest(path, PathPattern.PrefixOf(pattern)) is not { } rest)
                    return null;
                path = Prefix + rest;
            }
            else if (Value(transform, "PathSet") is not null)
            {
                return null;
            }
        }

        return path.Length == 0 ? "/" : path;
    }

    /// <summary>Returns the path after a prefix of whole segments: empty, or with a leading slash; null for another prefix.</summary>
    private static string? Rest(string path, string prefix)
        => path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (path.Length == prefix.Length || path[prefix.Length] == '/')
            ? path[prefix.Length..]
            : null;

    private static bool HasOrigin(RoutePipeline pipeline)
        => Enumerable.Range(0, pipeline.Count).Any(index => pipeline[index].Stage == PluginStage.Origin);

    private static string Rooted(string prefix) => prefix.Trim('/') is { Length: > 0 } text ? $"/{text}" : "";

    private static string? Value(IReadOnlyDictionary<string, string> transform, string key)
        => transform.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
}
