using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>A URL with variables of the client's request.</summary>
internal sealed partial class UrlTemplate
{
    private const string Variables = "{scheme}, {host}, {authority}, {target}, {escapedTarget} and {address}";

    private static readonly UriCreationOptions s_verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string[] _parts;
    private readonly Uri? _constant;

    /// <param name="text">The URL, of which <see cref="Problem"/> returns null.</param>
    public UrlTemplate(string text)
    {
        _parts = [.. Parts().Split(text).Where(part => part.Length > 0)];
        _constant = HasVariables(text) ? null : new Uri(text, UriKind.RelativeOrAbsolute);
    }

    public static bool HasVariables(string text) => text.Contains('{', StringComparison.Ordinal);

    /// <summary>Returns the rest of a sentence about an invalid URL; null if it is valid.</summary>
    public static string? Problem(string text)
    {
        if (Sample(text, "a.example", "x") is not { } url)
            return $"must be an absolute URL that starts with http:// or https://; its variables can be {Variables}";
        if (url.UserInfo.Length > 0)
            return "must not contain credentials";

        // The client chooses the other values freely.
        return Sample(text, "a.example", "y")?.Authority == url.Authority ? null
            : "must have only the variables {host} and {authority} in the name of the server";
    }

    /// <summary>Returns the address of the service, whose path is not normalized.</summary>
    /// <exception cref="ServiceException">The values don't form a URL.</exception>
    public Uri ToUri(HttpContext http)
        => _constant ?? (Uri.TryCreate(Expand(http), s_verbatim, out var url) ? url
            : throw new ServiceException("the address with the values of the request isn't valid"));

    public string Expand(HttpContext http)
    {
        var url = new StringBuilder();
        foreach (var part in _parts)
            url.Append(part[0] == '{' ? ValueOf(part, http) : part);
        return url.ToString();
    }

    private static string ValueOf(string variable, HttpContext http) => variable switch
    {
        "{scheme}" => http.Request.Scheme,
        "{host}" => new HostString(http.Request.Host.Host).ToUriComponent(),
        "{authority}" => http.Request.Host.ToUriComponent(),
        "{target}" => Question.Target(http),
        "{escapedTarget}" => Uri.EscapeDataString(Question.Target(http)),
        _ => Question.AddressOf(http) ?? "",
    };

    private static Uri? Sample(string text, string host, string value)
    {
        var filled = text
            .Replace("{scheme}", "https", StringComparison.Ordinal)
            .Replace("{host}", host, StringComparison.Ordinal)
            .Replace("{authority}", host, StringComparison.Ordinal)
            .Replace("{target}", "/" + value, StringComparison.Ordinal)
            .Replace("{escapedTarget}", value, StringComparison.Ordinal)
            .Replace("{address}", value, StringComparison.Ordinal);
        return !filled.AsSpan().ContainsAny('{', '}') && Uri.TryCreate(filled, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url : null;
    }

    [GeneratedRegex(@"(\{[^{}]*\})")]
    private static partial Regex Parts();
}
