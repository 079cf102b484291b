using GatewayKit.Plugins.Cache.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cache;

/// <summary>The stored responses that a successful unsafe request makes invalid (RFC 9111, section 4.4).</summary>
internal static class Invalidation
{
    /// <summary>Returns the keys of the URIs that the request has changed.</summary>
    public static IReadOnlyList<string> KeysOf(CacheExchange exchange, HttpContext http)
    {
        if (exchange.Key is not { } key || http.Response.StatusCode is < 200 or >= 400)
            return [];

        var headers = http.Response.Headers;
        return headers.Location.Count == 0 && headers.ContentLocation.Count == 0 ? [key]
            : [.. ((string?[])[key, KeyOf(http, headers.Location), KeyOf(http, headers.ContentLocation)]).OfType<string>().Distinct()];
    }

    // Only on the same origin: an upstream must not remove the responses of others.
    private static string? KeyOf(HttpContext http, StringValues location)
    {
        var request = http.Request;
        return location.Count != 1
            || !Uri.TryCreate($"{request.Scheme}://{request.Host.Value}{request.Path.ToUriComponent()}", UriKind.Absolute, out var own)
            || !Uri.TryCreate(own, location[0], out var uri)
            || uri.Scheme != own.Scheme || !uri.Authority.Equals(own.Authority, StringComparison.OrdinalIgnoreCase)
            ? null : CacheKey.Of(request, uri);
    }
}
