using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cache;

/// <summary>Removes the stored responses that a successful unsafe request makes invalid (RFC 9111, section 4.4).</summary>
internal static class Invalidation
{
    public static void Apply(CacheStore store, CacheExchange exchange, HttpContext http)
    {
        if (exchange.Key is not { } key || http.Response.StatusCode is < 200 or >= 400)
            return;

        store.Remove(key);
        Remove(store, http, http.Response.Headers.Location);
        Remove(store, http, http.Response.Headers.ContentLocation);
    }

    // Only on the same origin: an upstream must not remove the responses of others.
    private static void Remove(CacheStore store, HttpContext http, StringValues location)
    {
        var request = http.Request;
        if (location.Count != 1
            || !Uri.TryCreate($"{request.Scheme}://{request.Host.Value}{request.Path.ToUriComponent()}", UriKind.Absolute, out var own)
            || !Uri.TryCreate(own, location[0], out var uri)
            || uri.Scheme != own.Scheme || !uri.Authority.Equals(own.Authority, StringComparison.OrdinalIgnoreCase))
            return;

        store.Remove(CacheKey.Of(request, uri));
    }
}
