using GatewayKit.Transforms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Applies changes to the cookies of a request, in order. If no change affects them, the header stays as it is.</summary>
internal sealed class CookieTransform(RequestTransformOptions options, ValueSet values)
{
    private readonly string[] _remove = [.. options.Remove.Cookies];
    private readonly KeyValuePair<string, string>[] _rename = [.. options.Rename.Cookies];
    private readonly KeyValuePair<string, TextValue>[] _replace = values.Add(options.Replace.Cookies, CookieOptions.IsValue);
    private readonly KeyValuePair<string, TextValue>[] _add = values.Add(options.Add.Cookies, CookieOptions.IsValue);
    private readonly KeyValuePair<string, TextValue>[] _append = values.Add(options.Append.Cookies, CookieOptions.IsValue);

    private readonly string[] _concerned = [.. options.Remove.Cookies, .. options.Rename.Cookies.Keys, .. options.Replace.Cookies.Keys];

    public void Apply(IHeaderDictionary headers, string[] rendered)
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
            cookies.Replace(name, value.Of(rendered));
        foreach (var (name, value) in _add)
            cookies.Add(name, value.Of(rendered));
        foreach (var (name, value) in _append)
            cookies.Append(name, value.Of(rendered));

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
