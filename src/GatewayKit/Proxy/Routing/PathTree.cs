using System.Numerics;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Endpoints by the literal segments of their paths. A node with many endpoints groups them by the hash of one segment; endpoints
/// without a literal there, such as those with a parameter, are in the rest. A request for a path finds every endpoint that could match it:
/// at each node, the group of its segment and the rest. Immutable: a change copies the nodes on its way.
/// </summary>
internal sealed class PathTree
{
    /// <summary>More endpoints are split if their paths allow it.</summary>
    private const int MostInLeaf = 48;

    /// <summary>The average number of endpoints in a group.</summary>
    private const int PerGroup = 12;

    /// <summary>Deeper segments aren't looked at, which bounds the leaves of a request.</summary>
    private const int Deepest = 6;

    public static readonly PathTree Empty = new(0, new PathLeaf([], areForMethods: false), areForMethods: false);

    private readonly int _depth;
    private readonly bool _areForMethods;
    private readonly PathLeaf? _leaf;
    private readonly PathTree[] _groups = [];
    private readonly PathTree? _rest;

    /// <summary>The number of endpoints for which the number of groups was chosen.</summary>
    private readonly int _splitAt;

    private PathTree(int depth, PathLeaf leaf, bool areForMethods)
        => (_depth, _leaf, Count, _areForMethods) = (depth, leaf, leaf.Endpoints.Length, areForMethods);

    private PathTree(int depth, PathTree[] groups, PathTree rest, int count, int splitAt, bool areForMethods)
        => (_depth, _groups, _rest, Count, _splitAt, _areForMethods) = (depth, groups, rest, count, splitAt, areForMethods);

    public int Count { get; }

    /// <summary>The leaves with endpoints.</summary>
    public IEnumerable<PathLeaf> Leaves
        => _leaf is { } leaf ? leaf.Endpoints.Length > 0 ? [leaf] : [] : _groups.Append(_rest!).SelectMany(tree => tree.Leaves);

    private IEnumerable<RouteEndpoint> Endpoints => Leaves.SelectMany(leaf => leaf.Endpoints);

    /// <param name="endpoints">The endpoints.</param>
    /// <param name="areForMethods">Whether they show which paths and methods exist, and are never matched.</param>
    public static PathTree Build(RouteEndpoint[] endpoints, bool areForMethods = false) => Build(0, endpoints, areForMethods);

    /// <summary>Adds the leaves whose endpoints could match a path.</summary>
    /// <param name="path">The path after its leading slash, or what the earlier segments left of it.</param>
    /// <param name="found">Gets the leaves.</param>
    public void Find(ReadOnlySpan<char> path, ref LeafList found)
    {
        if (_leaf is { } leaf)
        {
            if (leaf.Endpoints.Length > 0)
                found.Add(leaf);
            return;
        }

        var slash = path.IndexOf('/');
        var segment = slash < 0 ? path : path[..slash];
        var next = slash < 0 ? [] : path[(slash + 1)..];
        if (segment.Length > 0)
            _groups[GroupOf(segment)].Find(next, ref found);
        _rest!.Find(next, ref found);
    }

    /// <summary>Returns the leaf that has an endpoint.</summary>
    public PathLeaf LeafOf(RouteEndpoint endpoint)
        => _leaf ?? (LiteralAt(endpoint, _depth) is { } literal ? _groups[GroupOf(literal)] : _rest!).LeafOf(endpoint);

    public PathTree With(RouteEndpoint endpoint)
        => _leaf is { } leaf ? Replace(leaf, Build(_depth, [.. leaf.Endpoints, endpoint], _areForMethods))
            : Count >= _splitAt * 2 ? Replace(Build(_depth, [.. Endpoints, endpoint], _areForMethods))
            : Changed(endpoint, isAdded: true);

    public PathTree Without(RouteEndpoint endpoint)
        => _leaf is { } leaf ? Replace(leaf, Build(_depth, Array.FindAll(leaf.Endpoints, other => other != endpoint), _areForMethods))
            : Count <= _splitAt / 4 ? Replace(Build(_depth, [.. Endpoints.Where(other => other != endpoint)], _areForMethods))
            : Changed(endpoint, isAdded: false);

    private static PathTree Build(int depth, RouteEndpoint[] endpoints, bool areForMethods)
    {
        if (endpoints.Length <= MostInLeaf || depth >= Deepest
            || !Array.Exists(endpoints, endpoint => HasLiteralFrom(endpoint, depth)))
            return new PathTree(depth, new PathLeaf(endpoints, areForMethods), areForMethods);

        var groups = new List<RouteEndpoint>?[BitOperations.RoundUpToPowerOf2((uint)(endpoints.Length / PerGroup))];
        var rest = new List<RouteEndpoint>();
        foreach (var endpoint in endpoints)
        {
            if (LiteralAt(endpoint, depth) is { } literal)
                (groups[Hash(literal) & (groups.Length - 1)] ??= []).Add(endpoint);
            else
                rest.Add(endpoint);
        }

        var empty = Build(depth + 1, [], areForMethods);
        return new PathTree(
            depth, [.. groups.Select(group => group is null ? empty : Build(depth + 1, [.. group], areForMethods))],
            Build(depth + 1, [.. rest], areForMethods), endpoints.Length, endpoints.Length, areForMethods);
    }

    private PathTree Changed(RouteEndpoint endpoint, bool isAdded)
    {
        var count = Count + (isAdded ? 1 : -1);
        if (LiteralAt(endpoint, _depth) is not { } literal)
            return new PathTree(_depth, _groups, Changed(_rest!, endpoint, isAdded), count, _splitAt, _areForMethods);

        var index = GroupOf(literal);
        PathTree[] groups = [.. _groups];
        groups[index] = Changed(groups[index], endpoint, isAdded);
        return new PathTree(_depth, groups, _rest!, count, _splitAt, _areForMethods);
    }

    private static PathTree Changed(PathTree tree, RouteEndpoint endpoint, bool isAdded)
        => isAdded ? tree.With(endpoint) : tree.Without(endpoint);

    private static PathTree Replace(PathLeaf leaf, PathTree by)
    {
        leaf.IsReplaced = leaf.Endpoints.Length > 0;
        return by;
    }

    private PathTree Replace(PathTree by)
    {
        foreach (var leaf in Leaves)
            leaf.IsReplaced = true;
        return by;
    }

    private int GroupOf(ReadOnlySpan<char> segment) => Hash(segment) & (_groups.Length - 1);

    /// <summary>ASP.NET Core's routing compares literals like this.</summary>
    private static int Hash(ReadOnlySpan<char> segment) => string.GetHashCode(segment, StringComparison.OrdinalIgnoreCase);

    private static string? LiteralAt(RouteEndpoint endpoint, int depth)
    {
        var segments = endpoint.RoutePattern.PathSegments;
        return depth < segments.Count && segments[depth] is { IsSimple: true } segment
            ? (segment.Parts[0] as RoutePatternLiteralPart)?.Content
            : null;
    }

    private static bool HasLiteralFrom(RouteEndpoint endpoint, int depth)
    {
        for (var i = depth; i < endpoint.RoutePattern.PathSegments.Count && i < Deepest; i++)
        {
            if (LiteralAt(endpoint, i) is not null)
                return true;
        }

        return false;
    }
}
