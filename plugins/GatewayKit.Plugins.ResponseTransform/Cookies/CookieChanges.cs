using GatewayKit.Transforms;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>
/// Changes the cookies that a response sets. Their templates are rendered only for responses that can have cookies; others cost nothing.
/// </summary>
internal sealed class CookieChanges
{
    private const string Header = "Set-Cookie";

    private readonly ValueSet _values;
    private readonly FieldChanges _fields;
    private readonly AttributeChanges[] _attributes;
    private readonly bool _addsCookies;

    public CookieChanges(ResponseTransformOptions options)
    {
        _values = new ValueSet(TemplateVocabulary.Response);
        _fields = new FieldChanges(
            options.Remove.Cookies, options.Rename.Cookies, _values.Add(options.Replace.Cookies, CookieFieldOptions.IsValue),
            _values.Add(options.Add.Cookies, CookieFieldOptions.IsValue), _values.Add(options.Append.Cookies, CookieFieldOptions.IsValue));
        _attributes = [.. options.Cookies.Select(cookie => new AttributeChanges(cookie.Key, cookie.Value, _values))];
        // The changes of headers, which come first, can set cookies.
        _addsCookies = options.Add.Cookies.Count + options.Append.Cookies.Count > 0
            || options.Rename.Headers.Values.Concat(options.Add.Headers.Keys).Concat(options.Append.Headers.Keys)
                .Contains(Header, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Returns whether a template has a name.</summary>
    public bool Reads(string name) => _values.Reads(name);

    /// <summary>Renders the templates, before the first change of the response.</summary>
    /// <param name="input">The values of the exchange.</param>
    /// <param name="rendered">The texts.</param>
    /// <returns>False if the exchange doesn't determine a value, or a text isn't valid at its place.</returns>
    public bool TryRender(in TemplateInput input, out string[] rendered)
    {
        rendered = [];
        if (!_addsCookies && input.Exchange.Http.Response.Headers.SetCookie.Count == 0)
            return true;
        if (!_values.TryRender(input, out var texts))
            return false;

        rendered = texts;
        return true;
    }

    /// <summary>Applies the changes.</summary>
    /// <param name="headers">The headers of the response.</param>
    /// <param name="rendered">The rendered templates.</param>
    public void Apply(IHeaderDictionary headers, string[] rendered)
    {
        var sent = new SetCookieFields(headers.SetCookie);
        if (!_fields.Affects(sent) && !Affects(sent))
            return;

        var cookies = new SetCookieEditor(headers.SetCookie);
        _fields.Apply(cookies, rendered);
        foreach (var change in _attributes)
        {
            foreach (var line in cookies.Of(change.Name))
                change.Apply(line, rendered);
        }

        headers.SetCookie = cookies.ToHeader();
    }

    private bool Affects(SetCookieFields sent)
    {
        foreach (var change in _attributes)
        {
            if (sent.Contains(change.Name))
                return true;
        }

        return false;
    }
}
