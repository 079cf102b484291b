using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Matching;

/// <summary>An operation, and the positions of its path's variables.</summary>
internal sealed class MatchTarget
{
    private readonly SegmentPattern?[] _segments;
    private readonly PathValues? _values;
    private readonly int _variables;

    public MatchTarget(OpenApiOperation operation, IReadOnlyList<IReadOnlyList<PathPart>> segments)
    {
        Operation = operation;
        _segments = [.. segments.Select(segment => segment.Any(part => part.IsVariable) ? new SegmentPattern(segment) : null)];
        _variables = segments.Sum(segment => segment.Count(part => part.IsVariable));
        if (_segments.Any(segment => segment is { IsAmbiguous: true }))
            _values = new PathValues(operation);
    }

    public OpenApiOperation Operation { get; }

    /// <summary>Whether the schemas of the path's variables allow the values, checked only if a segment can be split in several
    /// ways.</summary>
    /// <param name="path">The matching path, without its first slash.</param>
    public bool Fits(ReadOnlySpan<char> path)
    {
        if (_values is null)
            return true;
        Read(path, out var areAllowed);
        return areAllowed;
    }

    /// <summary>Returns the match of a matching path, without its first slash.</summary>
    public OperationMatch Match(ReadOnlySpan<char> path) => new(Operation, _variables == 0 ? [] : Read(path, out _));

    private KeyValuePair<string, string>[] Read(ReadOnlySpan<char> path, out bool areAllowed)
    {
        var values = new KeyValuePair<string, string>[_variables];
        var count = 0;
        areAllowed = true;
        foreach (var pattern in _segments)
        {
            var end = path.IndexOf('/');
            var segment = end < 0 ? path : path[..end];
            if (pattern is not null)
            {
                count += pattern.Read(segment, values.AsSpan(count), _values is null ? null : _values.Allows, out var isAllowed);
                areAllowed &= isAllowed;
            }
            path = end < 0 ? [] : path[(end + 1)..];
        }
        return values;
    }
}
