using Microsoft.AspNetCore.Http;

namespace GatewayKit;

/// <summary>Enumerates the parameters of a query as received, empty ones too. Doesn't allocate.</summary>
public ref struct QueryParameters
{
    private ReadOnlySpan<char> _rest;
    private bool _isOver;

    /// <summary>Starts before the first parameter.</summary>
    /// <param name="query">The query.</param>
    public QueryParameters(QueryString query)
    {
        _rest = query.Value.AsSpan();
        _isOver = _rest.IsEmpty;
        if (!_isOver && _rest[0] == '?')
            _rest = _rest[1..];
    }

    /// <summary>Gets the current parameter.</summary>
    public QueryParameter Current { get; private set; }

    /// <summary>Returns whether a query has a parameter of a name, case-sensitive.</summary>
    /// <param name="query">The query.</param>
    /// <param name="name">The name, not encoded.</param>
    public static bool Contains(QueryString query, string name)
    {
        foreach (var parameter in new QueryParameters(query))
        {
            if (parameter.Has(name))
                return true;
        }

        return false;
    }

    /// <summary>Returns this enumerator, for <c>foreach</c>.</summary>
    public readonly QueryParameters GetEnumerator() => this;

    /// <summary>Moves to the next parameter.</summary>
    /// <returns>False after the last one.</returns>
    public bool MoveNext()
    {
        if (_isOver)
            return false;

        var end = _rest.IndexOf('&');
        _isOver = end < 0;
        Current = new QueryParameter(_isOver ? _rest : _rest[..end]);
        _rest = _isOver ? default : _rest[(end + 1)..];
        return true;
    }
}
