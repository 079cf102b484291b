using GatewayKit.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins;

/// <summary>Requests of the gateway as an OpenAPI document's checks look at them.</summary>
internal static class ApiRequests
{
    /// <summary>The request that a plugin sees now: with the headers and the query that plugins before it have changed.</summary>
    /// <param name="http">ASP.NET Core's context.</param>
    /// <param name="body">The body, without content codings; empty if there is none.</param>
    public static ApiRequest Of(HttpContext http, ReadOnlyMemory<byte> body = default) => new()
    {
        Method = Method(http),
        Path = Path(http),
        Query = http.Request.QueryString is { HasValue: true, Value: { Length: > 1 } query } ? query[1..] : "",
        Headers = Fields(http.Request.Headers),
        Body = body,
    };

    /// <summary>The method in capitals.</summary>
    public static string Method(HttpContext http) => http.Request.Method.ToUpperInvariant();

    /// <summary>The path in the client's own spelling, with slashes merged where the gateway has merged them: decoded, <c>%2F</c> and
    /// <c>/</c> could not be told apart.</summary>
    public static string Path(HttpContext http)
    {
        var decoded = http.Request.Path;
        if (http.Request.PathBase.HasValue || http.Features.Get<IHttpRequestFeature>()?.RawTarget is not ['/', ..] target)
            return decoded.ToUriComponent();

        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        while (path.Contains("//", StringComparison.Ordinal) && decoded.Value?.Contains("//", StringComparison.Ordinal) != true)
            path = path.Replace("//", "/", StringComparison.Ordinal);
        return path;
    }

    /// <summary>Whether there is a body to read, or nobody knows before it is read.</summary>
    public static bool HasBody(HttpContext http)
        => http.Request.ContentLength is { } length ? length > 0 : http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false;

    /// <summary>Headers, each value for itself.</summary>
    public static List<KeyValuePair<string, string>> Fields(IHeaderDictionary headers)
    {
        var fields = new List<KeyValuePair<string, string>>(headers.Count);
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
                fields.Add(new(name, value ?? ""));
        }

        return fields;
    }
}
