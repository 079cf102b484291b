using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Cache.Lookup;

/// <summary>The requests that a cache can answer.</summary>
internal static class CacheableRequest
{
    /// <summary>Returns whether a method is one of those that RFC 9110, section 9.2.1, and the QUERY method define as safe.</summary>
    public static bool IsSafe(string method)
        => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method)
            || method.Equals("QUERY", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether only the upstream can answer: a body, a tunnel, or a condition that concerns the resource itself.</summary>
    public static bool MustPass(HttpContext http)
    {
        var headers = http.Request.Headers;
        return headers.Upgrade.Count > 0 || headers.IfMatch.Count > 0 || headers.IfUnmodifiedSince.Count > 0
            || http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true
            || http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;
    }

    /// <summary>Returns whether a request has credentials, whether the gateway or the upstream verifies them.</summary>
    public static bool HasCredentials(GatewayContext context)
        => context.Http.Request.Headers.Authorization.Count > 0 || context.PassedAuthentication || context.Consumer is not null
            || context.Http.User.Identity?.IsAuthenticated == true;

    public static HeaderDictionary Copy(IHeaderDictionary headers)
    {
        var copy = new HeaderDictionary(headers.Count);
        foreach (var (name, values) in headers)
            copy[name] = values;
        return copy;
    }
}
