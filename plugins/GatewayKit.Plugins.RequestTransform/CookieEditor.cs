using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>
/// Changes the cookies of a request (RFC 6265, section 4.2). Cookies that no change affects keep their text and their order. Names are
/// case-sensitive.
/// </summary>
internal sealed class CookieEditor
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

    /// <summary>Returns whether a request has a cookie. Doesn't allocate.</summary>
    public static bool Contains(in StringValues sent, string name)
    {
        for (var i = 0; i < sent.Count; i++)
        {
            var text = sent[i].AsSpan();
            foreach (var range in text.Split(';'))
            {
                if (Has(text[range].Trim(" \t"), name))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Removes all cookies of a name.</summary>
    public void Remove(string name) => _cookies.RemoveAll(cookie => Has(cookie, name));

    /// <summary>Renames all cookies of a name. If there are any, other cookies of the new name are removed.</summary>
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

    /// <summary>Replaces all cookies of a name by a single one at the position of the first. Does nothing if there is none.</summary>
    public void Replace(string name, string value)
    {
        var first = _cookies.FindIndex(cookie => Has(cookie, name));
        if (first < 0)
            return;

        Remove(name);
        _cookies.Insert(first, $"{name}={value}");
    }

    /// <summary>Adds a cookie unless the request has one of that name.</summary>
    public void Add(string name, string value)
    {
        if (!_cookies.Exists(cookie => Has(cookie, name)))
            Append(name, value);
    }

    /// <summary>Adds a cookie at the end.</summary>
    public void Append(string name, string value) => _cookies.Add($"{name}={value}");

    /// <summary>Returns the value of the header <c>Cookie</c>; empty without cookies.</summary>
    public StringValues ToHeader() => _cookies.Count == 0 ? StringValues.Empty : string.Join("; ", _cookies);

    private static bool Has(ReadOnlySpan<char> cookie, string name)
        => cookie.StartsWith(name) && (cookie.Length == name.Length || cookie[name.Length] == '=');
}
