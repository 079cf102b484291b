using System.Buffers;

namespace GatewayKit.Plugins.Cache.Directives;

/// <summary>Enumerates the members of a dictionary of structured fields, and checks their syntax (RFC 9651, section 4.2.2).</summary>
internal ref struct StructuredReader(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> s_key = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.*");
    private static readonly SearchValues<char> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~:/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private ReadOnlySpan<char> _rest = text.Trim(' ');
    private bool _isFirst = true;

    public bool IsValid { get; private set; } = true;

    public ReadOnlySpan<char> Key { get; private set; }

    /// <summary>Gets the text of an integer, or 1 or 0 for a boolean; otherwise the whole value.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    public bool IsInteger { get; private set; }

    public bool IsBoolean { get; private set; }

    /// <returns>False after the last member, or if the text isn't valid.</returns>
    public bool MoveNextMember()
    {
        if (!IsValid || (_rest.IsEmpty && _isFirst))
            return false;
        if (!_isFirst && !SkipComma())
            return false;

        _isFirst = false;
        IsValid = TryReadKey(out var key) && TryReadMember();
        Key = key;
        return IsValid;
    }

    private bool SkipComma()
    {
        _rest = _rest.TrimStart(" \t");
        if (_rest.IsEmpty)
            return false;

        IsValid = _rest[0] == ',';
        _rest = _rest[1..].TrimStart(" \t");
        return IsValid &= !_rest.IsEmpty;
    }

    private bool TryReadKey(out ReadOnlySpan<char> key)
    {
        var length = _rest.IndexOfAnyExcept(s_key);
        key = length < 0 ? _rest : _rest[..length];
        _rest = _rest[key.Length..];
        return !key.IsEmpty && (char.IsAsciiLetterLower(key[0]) || key[0] == '*');
    }

    private bool TryReadMember()
    {
        if (!_rest.StartsWith('='))
        {
            Set("1", isBoolean: true);
            return TryReadParameters();
        }

        _rest = _rest[1..];
        return (_rest.StartsWith('(') ? TryReadList() : TryReadItem()) && TryReadParameters();
    }

    private bool TryReadList()
    {
        _rest = _rest[1..];
        while (true)
        {
            _rest = _rest.TrimStart(' ');
            if (_rest.IsEmpty)
                return false;
            if (_rest[0] == ')')
                break;
            if (!TryReadItem() || !TryReadParameters() || _rest.IsEmpty || _rest[0] is not (' ' or ')'))
                return false;
        }

        _rest = _rest[1..];
        Set(default);
        return true;
    }

    private bool TryReadParameters()
    {
        // The value of the member stays, not that of its last parameter.
        var value = Value;
        var (isInteger, isBoolean) = (IsInteger, IsBoolean);
        while (_rest.StartsWith(';'))
        {
            _rest = _rest[1..].TrimStart(' ');
            if (!TryReadKey(out _))
                return false;
            if (!_rest.StartsWith('='))
                continue;

            _rest = _rest[1..];
            if (!TryReadItem())
                return false;
        }

        Value = value;
        (IsInteger, IsBoolean) = (isInteger, isBoolean);
        return true;
    }

    private bool TryReadItem()
    {
        if (_rest.IsEmpty)
            return false;

        return _rest[0] switch
        {
            '-' or (>= '0' and <= '9') => TryReadNumber(),
            '"' => TryReadString(1),
            '%' => _rest.StartsWith("%\"") && TryReadString(2),
            ':' => TryReadUntil(':'),
            '@' => TryReadDate(),
            '?' => TryReadBoolean(),
            '*' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') => TryReadToken(),
            _ => false,
        };
    }

    private bool TryReadNumber()
    {
        var sign = _rest[0] == '-' ? 1 : 0;
        var length = sign + Digits(_rest[sign..]);
        if (length == sign || length - sign > 15)
            return false;

        var isInteger = true;
        if (length < _rest.Length && _rest[length] == '.')
        {
            var fraction = Digits(_rest[(length + 1)..]);
            if (fraction is 0 or > 3)
                return false;

            length += 1 + fraction;
            isInteger = false;
        }

        Set(_rest[..length], isInteger);
        _rest = _rest[length..];
        return true;
    }

    private bool TryReadDate()
    {
        _rest = _rest[1..];
        if (_rest.IsEmpty || !TryReadNumber() || !IsInteger)
            return false;

        Set(Value);
        return true;
    }

    private bool TryReadString(int start)
    {
        for (var i = start; i < _rest.Length; i++)
        {
            var sign = _rest[i];
            if (sign is < ' ' or > '~')
                return false;
            if (sign == '\\' && (++i == _rest.Length || _rest[i] is not ('"' or '\\')))
                return false;
            if (sign != '"')
                continue;

            Set(_rest[start..i]);
            _rest = _rest[(i + 1)..];
            return true;
        }

        return false;
    }

    private bool TryReadUntil(char end)
    {
        var length = _rest[1..].IndexOf(end);
        if (length < 0)
            return false;

        Set(_rest.Slice(1, length));
        _rest = _rest[(length + 2)..];
        return true;
    }

    private bool TryReadBoolean()
    {
        if (_rest.Length < 2 || _rest[1] is not ('0' or '1'))
            return false;

        Set(_rest.Slice(1, 1), isBoolean: true);
        _rest = _rest[2..];
        return true;
    }

    private bool TryReadToken()
    {
        var length = _rest.IndexOfAnyExcept(s_token);
        Set(length < 0 ? _rest : _rest[..length]);
        _rest = length < 0 ? default : _rest[length..];
        return true;
    }

    private void Set(ReadOnlySpan<char> value, bool isInteger = false, bool isBoolean = false)
    {
        Value = value;
        (IsInteger, IsBoolean) = (isInteger, isBoolean);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }
}
