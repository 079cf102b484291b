using System.Globalization;
using GatewayKit.Plugins.Redirect.Locations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Deprecation;

/// <summary>The headers of each response of a deprecated API.</summary>
internal sealed class DeprecationHeaders
{
    private readonly string _deprecation;
    private readonly string? _sunset;
    private readonly LocationTemplate? _successor;
    private readonly StringValues _links;

    /// <param name="options">The valid options.</param>
    public DeprecationHeaders(DeprecationOptions options)
    {
        // A date of structured fields (RFC 9651, section 3.3.7), and an HTTP date.
        _deprecation = string.Create(CultureInfo.InvariantCulture, $"@{options.Date.ToUnixTimeSeconds()}");
        _sunset = options.Sunset?.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);
        var successor = options.Successor is { } text ? new LocationTemplate(text) : null;
        var links = new List<string>();
        if (options.Documentation is { } documentation)
            links.Add($"<{documentation}>; rel=\"deprecation\"; type=\"text/html\"");
        if (options.SunsetPolicy is { } policy)
            links.Add($"<{policy}>; rel=\"sunset\"; type=\"text/html\"");
        if (successor is { IsConstant: true })
            links.Add(SuccessorLink(options.Successor!));
        else
            _successor = successor;
        _links = links.Count == 0 ? default : string.Join(", ", links);
    }

    /// <summary>Sets the headers of a response. They replace those of the upstream, whose other links stay.</summary>
    public void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers["Deprecation"] = _deprecation;
        if (_sunset is not null)
            headers["Sunset"] = _sunset;
        if (_links.Count > 0)
            headers.Link = StringValues.Concat(headers.Link, _links);
        if (_successor is not null)
            headers.Link = StringValues.Concat(headers.Link, SuccessorLink(_successor.Expand(http.Request)));
    }

    /// <summary>Returns a response of the plugin with the link that depends on the request.</summary>
    public GatewayResponse AddSuccessorTo(GatewayResponse response, HttpRequest request)
        => _successor is null ? response : response.WithHeader("Link", SuccessorLink(_successor.Expand(request)));

    /// <summary>Returns a response of the plugin with the headers that don't depend on the request.</summary>
    public GatewayResponse AddTo(GatewayResponse response)
    {
        response = response.WithHeader("Deprecation", _deprecation);
        if (_sunset is not null)
            response = response.WithHeader("Sunset", _sunset);
        return _links.Count > 0 ? response.WithHeader("Link", _links.ToString()) : response;
    }

    private static string SuccessorLink(string address) => $"<{address}>; rel=\"successor-version\"";
}
