using System.Globalization;
using GatewayKit.Bodies;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Changes the attributes of a cookie.</summary>
internal sealed class AttributeChanges
{
    private readonly KeyValuePair<string, TextValue>[] _texts;
    private readonly string? _maxAge;
    private readonly string? _sameSite;
    private readonly CookieAttributes _options;

    public AttributeChanges(string name, CookieAttributes options, ValueSet values)
    {
        Name = name;
        _options = options;
        _texts = [.. Add("Domain", options.Domain, AttributeText.IsDomain), .. Add("Path", options.Path, AttributeText.IsPath)];
        _maxAge = options.MaxAge is { } age ? ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;
        _sameSite = options.SameSite?.ToString();

        KeyValuePair<string, TextValue>[] Add(string attribute, string? text, Func<string, bool> isValid)
            => text is null ? [] : values.Add(new Dictionary<string, string> { [attribute] = text }, isValid);
    }

    /// <summary>Gets the name of the cookie.</summary>
    public string Name { get; }

    /// <summary>Applies the changes.</summary>
    /// <param name="line">The cookie.</param>
    /// <param name="rendered">The rendered templates.</param>
    public void Apply(SetCookieLine line, string[] rendered)
    {
        foreach (var (attribute, value) in _texts)
        {
            if (value.Of(rendered) is { Length: > 0 } text)
                line.Set(attribute, text);
            else
                line.Remove(attribute);
        }

        if (_maxAge is not null)
            line.Set("Max-Age", _maxAge);
        Switch(line, "Secure", _options.Secure);
        Switch(line, "HttpOnly", _options.HttpOnly);
        if (_sameSite is not null)
            line.Set("SameSite", _sameSite);
    }

    private static void Switch(SetCookieLine line, string attribute, bool? isOn)
    {
        // An attribute that is there keeps its text.
        if (isOn is true && line.Find(attribute) is null)
            line.Set(attribute, value: null);
        else if (isOn is false)
            line.Remove(attribute);
    }
}
