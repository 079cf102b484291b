namespace GatewayKit.Bodies;

/// <summary>
/// A value of the header <c>Set-Cookie</c>, as browsers read it (RFC 6265, section 5.2). Parts that no change affects keep their text and
/// their order. The names of attributes are case-insensitive.
/// </summary>
internal sealed class SetCookieLine
{
    private readonly List<string> _attributes;
    private string _pair;

    /// <summary>Starts with the text that a response has.</summary>
    public SetCookieLine(string text)
    {
        _attributes = [.. text.Split(';')];
        _pair = _attributes[0];
        _attributes.RemoveAt(0);
    }

    /// <summary>Gets the name of the cookie; empty if it has none.</summary>
    public string Name => NameOf(_pair).ToString();

    /// <summary>Returns the name of the cookie that a text sets; empty if it has none. Doesn't allocate.</summary>
    public static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(';');
        var pair = end < 0 ? text : text[..end];
        return pair.IndexOf('=') is >= 0 and var equals ? pair[..equals].Trim(" \t") : [];
    }

    /// <summary>Changes the name; the value keeps its text.</summary>
    public void Rename(string name) => _pair = string.Concat(name, _pair.AsSpan(_pair.IndexOf('=', StringComparison.Ordinal)));

    /// <summary>Changes the value.</summary>
    public void SetValue(string value) => _pair = $"{Name}={value}";

    /// <summary>Returns the value of an attribute; empty for one without a value, null if it is absent. The last one counts.</summary>
    public string? Find(string attribute)
    {
        if (_attributes.FindLast(text => Has(text, attribute)) is not { } found)
            return null;

        var equals = found.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? "" : found[(equals + 1)..].Trim();
    }

    /// <summary>Sets an attribute, where it is or else at the end.</summary>
    /// <param name="attribute">The name.</param>
    /// <param name="value">The value; null for an attribute without a value, such as <c>Secure</c>.</param>
    public void Set(string attribute, string? value)
    {
        var text = value is null ? $" {attribute}" : $" {attribute}={value}";
        var first = _attributes.FindIndex(other => Has(other, attribute));
        if (first < 0)
        {
            // A semicolon at the end stays at the end.
            _attributes.Insert(_attributes.Count - (_attributes is [.., var last] && last.AsSpan().Trim().IsEmpty ? 1 : 0), text);
            return;
        }

        Remove(attribute);
        _attributes.Insert(first, text);
    }

    /// <summary>Removes an attribute.</summary>
    public void Remove(string attribute) => _attributes.RemoveAll(text => Has(text, attribute));

    /// <inheritdoc />
    public override string ToString() => _attributes.Count == 0 ? _pair : $"{_pair};{string.Join(';', _attributes)}";

    private static bool Has(string text, string attribute)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return (equals < 0 ? text : text.AsSpan(0, equals)).Trim().Equals(attribute, StringComparison.OrdinalIgnoreCase);
    }
}
