namespace GatewayKit.Proxy.Matching;

/// <summary>Routes by prefix of the path, in a tree of its elements. Immutable: a change copies only the nodes on its
/// way.</summary>
internal sealed class PathNode
{
    public static readonly PathNode Empty = new(SpanMap<PathNode>.Empty, CandidateList.Empty);

    private readonly SpanMap<PathNode> _children;
    private readonly CandidateList _candidates;

    private PathNode(SpanMap<PathNode> children, CandidateList candidates) => (_children, _candidates) = (children, candidates);

    public bool IsEmpty => _children.Count == 0 && _candidates.IsEmpty;

    /// <summary>Finds the route with the longest prefix. Goes as deep as the longest prefix in the configuration, at most.</summary>
    /// <param name="request">The request.</param>
    /// <param name="rest">The path without the elements that led to this node, and without a slash before it.</param>
    public Candidate? Find(in PreciseRequest request, scoped ReadOnlySpan<char> rest)
    {
        if (!rest.IsEmpty && _children.Count > 0)
        {
            var end = rest.IndexOf('/');
            if (_children.Find(end < 0 ? rest : rest[..end])?.Find(request, end < 0 ? default : rest[(end + 1)..]) is { } found)
                return found;
        }

        return _candidates.Find(request);
    }

    /// <summary>Adds or removes a route.</summary>
    /// <param name="elements">The elements of its prefix after those that led to this node.</param>
    /// <param name="endpoint">The route.</param>
    /// <param name="isAdded">Whether it is added.</param>
    public PathNode Change(ReadOnlySpan<string> elements, PreciseEndpoint endpoint, bool isAdded)
    {
        if (elements.IsEmpty)
            return new PathNode(_children, _candidates.Change(endpoint, isAdded));

        var child = (_children.Find(elements[0]) ?? Empty).Change(elements[1..], endpoint, isAdded);
        return new PathNode(child.IsEmpty ? _children.Without(elements[0]) : _children.With(elements[0], child), _candidates);
    }
}
