using GatewayKit.Configuration.Matching;

namespace GatewayKit.Proxy.Matching;

/// <summary>The routes of a listener, a host and a rank by path: exact paths come first, then regular expressions, then the longest
/// prefix. Immutable.</summary>
internal sealed class PathRoutes
{
    public static readonly PathRoutes Empty = new(SpanMap<CandidateList>.Empty, CandidateList.Empty, PathNode.Empty);

    private readonly SpanMap<CandidateList> _exact;
    private readonly CandidateList _regexes;
    private readonly PathNode _prefixes;

    private PathRoutes(SpanMap<CandidateList> exact, CandidateList regexes, PathNode prefixes)
        => (_exact, _regexes, _prefixes) = (exact, regexes, prefixes);

    public bool IsEmpty => _exact.Count == 0 && _regexes.IsEmpty && _prefixes.IsEmpty;

    public Candidate? Find(in PreciseRequest request)
        => (_exact.Count > 0 ? _exact.Find(request.Path)?.Find(request) : null)
            ?? _regexes.Find(request)
            ?? _prefixes.Find(request, request.Path[1..]);

    /// <summary>Adds or removes a route.</summary>
    public PathRoutes Change(PreciseEndpoint endpoint, bool isAdded)
    {
        var path = endpoint.Route.Path;
        switch (endpoint.Route.Match.Path.Kind)
        {
            case PathConditionKind.Exact:
                var list = (_exact.Find(path) ?? CandidateList.Empty).Change(endpoint, isAdded);
                return new PathRoutes(list.IsEmpty ? _exact.Without(path) : _exact.With(path, list), _regexes, _prefixes);
            case PathConditionKind.Regex:
                return new PathRoutes(_exact, _regexes.Change(endpoint, isAdded), _prefixes);
            default:
                return new PathRoutes(_exact, _regexes, _prefixes.Change(PathText.ElementsOf(path), endpoint, isAdded));
        }
    }
}
