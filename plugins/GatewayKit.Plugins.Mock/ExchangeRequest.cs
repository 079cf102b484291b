using GatewayKit.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Mock;

/// <summary>Sees an exchange's request as the document's library does.</summary>
internal static class ExchangeRequest
{
    public static ApiRequest Of(HttpContext http) => new()
    {
        Method = http.Request.Method.ToUpperInvariant(),
        Path = PathOf(http),
        Query = http.Request.QueryString.Value is { Length: > 1 } query ? query[1..] : "",
        Headers = HeadersOf(http.Request.Headers),
    };

    public static ApiRequest WithBody(ApiRequest request, ReadOnlyMemory<byte> body) => new()
    {
        Method = request.Method,
        Path = request.Path,
        Query = request.Query,
        Headers = request.Headers,
        Body = body,
    };

    /// <summary>Whether there is a body to read, or nobody knows before it is read.</summary>
    public static bool HasBody(HttpContext http)
        => http.Request.ContentLength is { } length ? length > 0 : http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false;

    /// <summary>The path in the client's own spelling, with slashes merged where the gateway has merged them.</summary>
    private static string PathOf(HttpContext http)
    {
        var decoded = http.Request.Path;
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (http.Request.PathBase.HasValue || target is not ['/', ..])
            return decoded.ToUriComponent();

        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        while (path.Contains("//", StringComparison.Ordinal) && decoded.Value?.Contains("//", StringComparison.Ordinal) != true)
            path = path.Replace("//", "/", StringComparison.Ordinal);
        return path;
    }

    private static List<KeyValuePair<string, string>> HeadersOf(IHeaderDictionary headers)
    {
        var list = new List<KeyValuePair<string, string>>(headers.Count);
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
                list.Add(new(name, value ?? ""));
        }

        return list;
    }
}
