using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Matching;

/// <summary>A tree of path templates by segment.</summary>
internal sealed class PathTree
{
    private readonly PathNode _root = new();
    private int _height;

    /// <summary>Adds an operation's path below a base path. If two paths match the same requests, the first one stays.</summary>
    public void Add(string basePath, OpenApiOperation operation)
    {
        if (PathTemplate.Parse(operation.Path, out _) is not { } template)
            return;
        var segments = Base(basePath).Concat(template.Segments).ToList();
        var node = segments.Aggregate(_root, (above, segment) => above.Below(segment));
        node.Targets.TryAdd(operation.Method, new MatchTarget(operation, segments));
        _height = Math.Max(_height, segments.Count);
    }

    public void Freeze() => _root.Freeze();

    /// <summary>Finds the most specific operation for a path without its first slash.</summary>
    public MatchTarget? Find(string method, ReadOnlySpan<char> path)
    {
        if (path.Count('/') >= _height)
            return null;
        MatchTarget? second = null;
        return _root.Find(method, path, isEnd: false, path, ref second) ?? second;
    }

    public void CollectMethods(ReadOnlySpan<char> path, SortedSet<string> methods)
    {
        if (path.Count('/') < _height)
            _root.CollectMethods(path, isEnd: false, methods);
    }

    private static IEnumerable<IReadOnlyList<PathPart>> Base(string path)
        => path
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(segment => (IReadOnlyList<PathPart>)[new PathPart(Uri.UnescapeDataString(segment), IsVariable: false)]);
}
