using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Applies changes to the cookies of a request, in order. If no change affects them, the header stays as it is.</summary>
internal sealed class CookieTransform(RequestTransformOptions options)
{
    private readonly string[] _remove = [.. options.Remove.Cookies];
    private readonly KeyValuePair<string, string>[] _rename = [.. options.Rename.Cookies];
    private readonly KeyValuePair<string, string>[] _replace = [.. options.Replace.Cookies];
    private readonly KeyValuePair<string, string>[] _add = [.. options.Add.Cookies];
    private readonly KeyValuePair<string, string>[] _append = [.. options.Append.Cookies];

    private readonly string[] _concerned = [.. options.Remove.Cookies, .. options.Rename.Cookies.Keys, .. options.Replace.Cookies.Keys];

    public void Apply(IHeaderDictionary headers)
    {
        var sent = headers.Cookie;
        if (!Concerns(sent))
            return;

        var cookies = new CookieEditor(sent);
        foreach (var name in _remove)
            cookies.Remove(name);
        foreach (var (name, newName) in _rename)
            cookies.Rename(name, newName);
        foreach (var (name, value) in _replace)
            cookies.Replace(name, value);
        foreach (var (name, value) in _add)
            cookies.Add(name, value);
        foreach (var (name, value) in _append)
            cookies.Append(name, value);

        headers.Cookie = cookies.ToHeader();
    }

    private bool Concerns(in StringValues sent)
    {
        if (_append.Length > 0)
            return true;

        foreach (var name in _concerned)
        {
            if (CookieEditor.Contains(sent, name))
                return true;
        }

        foreach (var (name, _) in _add)
        {
            if (!CookieEditor.Contains(sent, name))
                return true;
        }

        return false;
    }
}
