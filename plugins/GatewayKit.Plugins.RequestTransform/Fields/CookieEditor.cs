using GatewayKit.Transforms;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>
/// Changes the cookies of a request (RFC 6265, section 4.2). Cookies that no change affects keep their text and their order. Names are
/// case-sensitive.
/// </summary>
internal sealed class CookieEditor : IFieldEditor
{
    private readonly List<string> _cookies = [];

    /// <summary>Starts with the cookies of a request.</summary>
    public CookieEditor(StringValues sent)
    {
        foreach (var header in sent)
        {
            var text = header.AsSpan();
            foreach (var range in text.Split(';'))
            {
                if (text[range].Trim(" \t") is { IsEmpty: false } cookie)
                    _cookies.Add(cookie.ToString());
            }
        }
    }

    /// <inheritdoc />
    public void Remove(string name) => _cookies.RemoveAll(cookie => Has(cookie, name));

    /// <inheritdoc />
    public void Rename(string name, string newName)
    {
        if (!_cookies.Exists(cookie => Has(cookie, name)))
            return;

        Remove(newName);
        for (var i = 0; i < _cookies.Count; i++)
        {
            if (Has(_cookies[i], name))
                _cookies[i] = string.Concat(newName, _cookies[i].AsSpan(name.Length));
        }
    }

    /// <inheritdoc />
    public void Replace(string name, string value)
    {
        var first = _cookies.FindIndex(cookie => Has(cookie, name));
        if (first < 0)
            return;

        Remove(name);
        _cookies.Insert(first, $"{name}={value}");
    }

    /// <inheritdoc />
    public void Add(string name, string value)
    {
        if (!_cookies.Exists(cookie => Has(cookie, name)))
            Append(name, value);
    }

    /// <inheritdoc />
    public void Append(string name, string value) => _cookies.Add($"{name}={value}");

    /// <summary>Returns the value of the header <c>Cookie</c>; empty without cookies.</summary>
    public StringValues ToHeader() => _cookies.Count == 0 ? StringValues.Empty : string.Join("; ", _cookies);

    /// <summary>Returns whether a cookie, the text between two semicolons, has a name.</summary>
    public static bool Has(ReadOnlySpan<char> cookie, string name)
        => cookie.StartsWith(name) && (cookie.Length == name.Length || cookie[name.Length] == '=');
}
