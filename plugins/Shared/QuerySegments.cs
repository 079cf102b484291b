using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins;

/// <summary>Enumerates the segments of a query, including empty ones, without allocations.</summary>
internal ref struct QuerySegments
{
    private ReadOnlySpan<char> _rest;
    private bool _isOver;

    public QuerySegments(QueryString query)
    {
        _rest = query.Value.AsSpan();
        _isOver = _rest.IsEmpty;
        if (!_isOver && _rest[0] == '?')
            _rest = _rest[1..];
    }

    public QuerySegment Current { get; private set; }

    public readonly QuerySegments GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isOver)
            return false;

        var end = _rest.IndexOf('&');
        _isOver = end < 0;
        Current = new QuerySegment(_isOver ? _rest : _rest[..end]);
        _rest = _isOver ? default : _rest[(end + 1)..];
        return true;
    }
}
