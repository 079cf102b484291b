using System.Buffers;
using System.Text;

namespace GatewayKit.OpenApi.Mocking.Choosing;

/// <summary>Reads the <c>Prefer</c> field (RFC 7240, section 2): names with or without a value; parameters are ignored. Reading ends at
/// malformed text, 32 members or 4,096 characters.</summary>
internal ref struct PreferField(ReadOnlySpan<char> text)
{
    private const int MaxLength = 4096;
    private const int MaxMembers = 32;

    private static readonly SearchValues<char> s_afterToken = SearchValues.Create(" \t,;=\"");

    private ReadOnlySpan<char> _rest = text.Length <= MaxLength ? text : text[..MaxLength];
    private int _members;

    /// <summary>Reads the next preference.</summary>
    /// <param name="name">Its name as written.</param>
    /// <param name="value">Its value; empty if it doesn't have one, which is equivalent.</param>
    public bool TryRead(out ReadOnlySpan<char> name, out string value)
    {
        name = [];
        value = "";
        _rest = _rest.TrimStart(" \t,");
        if (_rest.IsEmpty || _members++ == MaxMembers)
            return false;

        name = Token();
        if (name.IsEmpty || !TryReadValue(out value))
            return false;

        // Ignores the parameters of the preference.
        while (Skip(';'))
        {
            if (!Token().IsEmpty && !TryReadValue(out _))
                return false;
        }
        return _rest.IsEmpty || _rest[0] == ',';
    }

    private bool TryReadValue(out string value)
    {
        value = "";
        if (!Skip('='))
            return true;
        _rest = _rest.TrimStart(" \t");
        if (_rest is ['"', ..])
            return TryReadQuoted(out value);
        value = Token().ToString();
        return true;
    }

    private bool TryReadQuoted(out string value)
    {
        var characters = new StringBuilder();
        for (var i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] == '"')
            {
                value = characters.ToString();
                _rest = _rest[(i + 1)..].TrimStart(" \t");
                return true;
            }
            if (_rest[i] == '\\' && ++i == _rest.Length)
                break;
            characters.Append(_rest[i]);
        }
        value = "";
        return false;
    }

    private ReadOnlySpan<char> Token()
    {
        var end = _rest.IndexOfAny(s_afterToken);
        var token = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? [] : _rest[end..].TrimStart(" \t");
        return token;
    }

    private bool Skip(char separator)
    {
        _rest = _rest.TrimStart(" \t");
        if (_rest.IsEmpty || _rest[0] != separator)
            return false;
        _rest = _rest[1..].TrimStart(" \t");
        return true;
    }
}
