namespace GatewayKit.Plugins.Cache.Directives;

/// <summary>Enumerates the directives of one line of <c>Cache-Control</c> (RFC 9111, section 5.2). Doesn't allocate.</summary>
internal ref struct DirectiveReader(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> _rest = line;

    /// <summary>Gets the name; empty for an element that isn't valid.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>Gets the argument without quotes; empty without one.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    public bool HasValue { get; private set; }

    public bool IsQuoted { get; private set; }

    /// <summary>Gets whether a quoted string doesn't end, so that the line can't be understood.</summary>
    public bool IsBroken { get; private set; }

    public bool MoveNext()
    {
        _rest = _rest.TrimStart(" \t,");
        if (_rest.IsEmpty)
            return false;

        Name = Value = default;
        HasValue = IsQuoted = false;
        var end = _rest.IndexOfAny('=', ',');
        if (end < 0 || _rest[end] == ',')
        {
            SetName(_rest[..(end < 0 ? _rest.Length : end)]);
            _rest = end < 0 ? default : _rest[(end + 1)..];
            return true;
        }

        // A space next to the equals sign isn't allowed: the name or the argument is then invalid.
        Name = HttpSyntax.IsToken(_rest[..end]) ? _rest[..end] : default;
        HasValue = true;
        _rest = _rest[(end + 1)..];
        if (_rest.StartsWith('"'))
            ReadQuoted();
        else
            ReadUntilComma();
        return true;
    }

    private void SetName(ReadOnlySpan<char> element)
    {
        var name = element.TrimEnd(" \t");
        Name = HttpSyntax.IsToken(name) ? name : default;
    }

    private void ReadUntilComma()
    {
        var end = _rest.IndexOf(',');
        Value = (end < 0 ? _rest : _rest[..end]).TrimEnd(" \t");
        _rest = end < 0 ? default : _rest[(end + 1)..];
    }

    private void ReadQuoted()
    {
        IsQuoted = true;
        for (var i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] == '\\')
            {
                i++;
            }
            else if (_rest[i] == '"')
            {
                Value = _rest[1..i];
                _rest = _rest[(i + 1)..];
                var comma = _rest.IndexOf(',');
                _rest = comma < 0 ? default : _rest[(comma + 1)..];
                return;
            }
        }

        IsBroken = true;
        _rest = default;
    }
}
