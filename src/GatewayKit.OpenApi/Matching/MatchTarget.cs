using GatewayKit.OpenApi.Reading;

namespace GatewayKit.OpenApi.Matching;

/// <summary>An operation, and where its path's variables are.</summary>
internal sealed class MatchTarget
{
    private readonly OpenApiOperation _operation;
    private readonly SegmentPattern?[] _segments;
    private readonly int _variables;

    public MatchTarget(OpenApiOperation operation, IReadOnlyList<IReadOnlyList<PathPart>> segments)
    {
        _operation = operation;
        _segments = [.. segments.Select(segment => segment.Any(part => part.IsVariable) ? new SegmentPattern(segment) : null)];
        _variables = segments.Sum(segment => segment.Count(part => part.IsVariable));
    }

    /// <summary>The match of a path, without its first slash, that is known to match.</summary>
    public OperationMatch Match(ReadOnlySpan<char> path)
    {
        if (_variables == 0)
            return new OperationMatch(_operation, []);
        var values = new KeyValuePair<string, string>[_variables];
        var count = 0;
        foreach (var pattern in _segments)
        {
            var end = path.IndexOf('/');
            var segment = end < 0 ? path : path[..end];
            if (pattern is not null)
                count += pattern.Read(segment, values.AsSpan(count));
            path = end < 0 ? [] : path[(end + 1)..];
        }
        return new OperationMatch(_operation, values);
    }
}
