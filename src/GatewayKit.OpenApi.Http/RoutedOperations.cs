using System.Collections.Concurrent;

namespace GatewayKit.OpenApi.Http;

/// <summary>Finds the OpenAPI operation of a request on a route of the gateway.</summary>
/// <param name="find">Finds the operation for a method and a path.</param>
public sealed class RoutedOperations(Func<string, string, OperationMatch> find)
{
    private readonly ConcurrentDictionary<string, string> _prefixes = new(StringComparer.Ordinal);

    /// <summary>Matches the client's path as it is, then without the part before the first parameter of the route's path.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="method">The method in uppercase.</param>
    /// <param name="path">The path as the client encoded it.</param>
    /// <returns>The operation, or the methods that the document has for the path.</returns>
    public OperationMatch Match(GatewayContext context, string method, string path)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(path);
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
