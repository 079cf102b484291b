using System.Collections.Concurrent;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins;

/// <summary>Finds the OpenAPI operation of a request on a route of the gateway.</summary>
/// <param name="find">Finds the operation for a method and a path.</param>
internal sealed class RoutedOperations(Func<string, string, OperationMatch> find)
{
    private readonly ConcurrentDictionary<string, string> _prefixes = new(StringComparer.Ordinal);

    /// <summary>Matches the client's path as it is, then without the part before the first parameter of the route's path.</summary>
    public OperationMatch Match(GatewayContext context, string method, string path)
    {
        var match = find(method, path);
        if (match.Operation is not null || match.AllowedMethods.Count > 0 || context.Route.Path is not { } pattern)
            return match;

        var prefix = _prefixes.GetOrAdd(pattern, PrefixOf);
        return prefix.Length > 0 && path.Length > prefix.Length && path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            ? find(method, path[prefix.Length..])
            : match;
    }

    private static string PrefixOf(string pattern)
    {
        var path = pattern.StartsWith('/') ? pattern : $"/{pattern}";
        var variable = path.IndexOf('{', StringComparison.Ordinal);
        return (variable < 0 ? path : path[..path.LastIndexOf('/', variable)]).TrimEnd('/');
    }
}
