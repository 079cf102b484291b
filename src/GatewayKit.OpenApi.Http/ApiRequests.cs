using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.OpenApi.Http;

/// <summary>Converts requests of the gateway for validation against an OpenAPI document.</summary>
public static class ApiRequests
{
    /// <summary>Converts the current request, including the changes that earlier plugins made to its headers and query.</summary>
    /// <param name="http">The ASP.NET Core context.</param>
    /// <param name="body">The decoded body, without content codings; empty if there is none.</param>
    public static ApiRequest Of(HttpContext http, ReadOnlyMemory<byte> body = default)
    {
        ArgumentNullException.ThrowIfNull(http);
        return new()
        {
            Method = Method(http),
            Path = Path(http),
            Query = http.Request.QueryString is { HasValue: true, Value: { Length: > 1 } query } ? query[1..] : "",
            Headers = Fields(http.Request.Headers),
            Body = body,
        };
    }

    /// <summary>Returns the method in uppercase.</summary>
    /// <param name="http">The ASP.NET Core context.</param>
    public static string Method(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Request.Method.ToUpperInvariant();
    }

    /// <summary>Returns the path as the client encoded it, with slashes merged where the gateway merged them. In the decoded path,
    /// <c>%2F</c> and <c>/</c> would be the same.</summary>
    /// <param name="http">The ASP.NET Core context.</param>
    public static string Path(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var decoded = http.Request.Path;
        if (http.Request.PathBase.HasValue || http.Features.Get<IHttpRequestFeature>()?.RawTarget is not ['/', ..] target)
            return decoded.ToUriComponent();

        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        while (path.Contains("//", StringComparison.Ordinal) && decoded.Value?.Contains("//", StringComparison.Ordinal) != true)
            path = path.Replace("//", "/", StringComparison.Ordinal);
        return path;
    }

    /// <summary>Returns whether the request has a body, or may have one that only reading reveals.</summary>
    /// <param name="http">The ASP.NET Core context.</param>
    public static bool HasBody(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Request.ContentLength is { } length
            ? length > 0
            : http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false;
    }

    /// <summary>Returns the headers with one entry per value.</summary>
    internal static List<KeyValuePair<string, string>> Fields(IHeaderDictionary headers)
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
