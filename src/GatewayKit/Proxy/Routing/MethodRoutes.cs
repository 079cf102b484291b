using System.Collections.Immutable;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// One endpoint for each path and set of methods, of whatever host. ASP.NET Core looks at the method before the host: whether it answers
/// with 404 or 405, and with which <c>Allow</c>, depends on the routes of all hosts. None of them is matched: each stands for all with
/// the same path and methods, even after it was removed itself. Immutable.
/// </summary>
internal sealed class MethodRoutes
{
    private readonly ImmutableDictionary<Key, Shared> _shared;

    private MethodRoutes(PathTree tree, ImmutableDictionary<Key, Shared> shared) => (Tree, _shared) = (tree, shared);

    public static MethodRoutes Empty { get; } = Build([]);

    public PathTree Tree { get; }

    public static MethodRoutes Build(IEnumerable<RouteEndpoint> endpoints)
    {
        var shared = new Dictionary<Key, Shared>();
        foreach (var endpoint in endpoints)
        {
            var key = Key.Of(endpoint);
            shared[key] = shared.TryGetValue(key, out var same) ? same with { Uses = same.Uses + 1 } : new Shared(endpoint, 1);
        }

        return new MethodRoutes(
            PathTree.Build([.. shared.Values.Select(value => value.Endpoint)], areForMethods: true), shared.ToImmutableDictionary());
    }

    public MethodRoutes With(RouteEndpoint endpoint)
    {
        var key = Key.Of(endpoint);
        return _shared.TryGetValue(key, out var same)
            ? new MethodRoutes(Tree, _shared.SetItem(key, same with { Uses = same.Uses + 1 }))
            : new MethodRoutes(Tree.With(endpoint), _shared.Add(key, new Shared(endpoint, 1)));
    }

    public MethodRoutes Without(RouteEndpoint endpoint)
    {
        var key = Key.Of(endpoint);
        var same = _shared[key];
        return same.Uses > 1
            ? new MethodRoutes(Tree, _shared.SetItem(key, same with { Uses = same.Uses - 1 }))
            : new MethodRoutes(Tree.Without(same.Endpoint), _shared.Remove(key));
    }

    /// <param name="Endpoint">The first of the endpoints.</param>
    /// <param name="Uses">The number of endpoints.</param>
    private sealed record Shared(RouteEndpoint Endpoint, int Uses);

    /// <param name="Path">The path as it is written; null for an endpoint of the host, which may be built in another way.</param>
    /// <param name="Methods">The methods.</param>
    /// <param name="AcceptsPreflight">Whether a preflight is matched by the method that it asks for.</param>
    /// <param name="Own">The endpoint if it shares nothing.</param>
    private readonly record struct Key(string? Path, string Methods, bool AcceptsPreflight, RouteEndpoint? Own)
    {
        public static Key Of(RouteEndpoint endpoint)
        {
            if (EndpointMetadata.Last<RouteModel>(endpoint) is not { } model
                || !ProxyRoutes.IsMarked(model.Config)
                || endpoint.RoutePattern.RawText is not { } path)
                return new Key(null, "", false, endpoint);

            var methods = EndpointMetadata.Last<IHttpMethodMetadata>(endpoint);
            return new Key(
                path,
                methods?.HttpMethods switch
                {
                    null or [] => "",
                    [var only] => only,
                    { } several => string.Join(' ', several.Order(StringComparer.Ordinal)),
                },
                methods?.AcceptCorsPreflight == true,
                null);
        }
    }
}
