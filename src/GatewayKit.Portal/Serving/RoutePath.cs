using GatewayKit.Compilation;

namespace GatewayKit.Portal.Serving;

/// <summary>Finds the path at which a route of the gateway serves a path of its upstream, by the route's pattern and transforms.</summary>
internal sealed class RoutePath
{
    private readonly string? _pattern;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> _transforms;

    public RoutePath(CompiledRoute route)
        : this(route.Source.Route.Match?.Path ?? route.Info.Path, route.Source.Route.Transforms ?? [])
    {
    }

    public RoutePath(string? pattern, IReadOnlyList<IReadOnlyDictionary<string, string>> transforms)
        => (_pattern, _transforms) = (pattern, transforms);

    /// <summary>Returns the path at the gateway of a path template in a document; null if the route doesn't serve it.</summary>
    /// <param name="basePath">The path of the document's server, without a trailing slash.</param>
    /// <param name="path">The path template, such as <c>/pets/{id}</c>.</param>
    public string? Of(string basePath, string path)
    {
        // Plugins that use documents match paths with and without the base path and the prefix of the route.
        string?[] candidates =
        [
            Undo(basePath + path), Undo(path), basePath + path, path, PathPattern.EndsOpen(_pattern) ? Prefix + path : null,
        ];
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
                if (!path.StartsWith(Rooted(added), StringComparison.OrdinalIgnoreCase))
                    return null;
                path = path[Rooted(added).Length..];
            }
            else if (Value(transform, "PathPattern") is { } pattern)
            {
                // A pattern that keeps the rest replaces the part before.
                var before = PathPattern.PrefixOf(pattern);
                if (!PathPattern.EndsOpen(pattern) || !PathPattern.EndsOpen(_pattern)
                    || !path.StartsWith(before, StringComparison.OrdinalIgnoreCase))
                    return null;
                path = Prefix + path[before.Length..];
            }
            else if (Value(transform, "PathSet") is not null)
            {
                return null;
            }
        }

        return path.Length == 0 ? "/" : path;
    }

    private static string Rooted(string prefix) => prefix.Trim('/') is { Length: > 0 } text ? $"/{text}" : "";

    private static string? Value(IReadOnlyDictionary<string, string> transform, string key)
        => transform.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
}
