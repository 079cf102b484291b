using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Edge;

/// <summary>The request target (RFC 9112, section 3.2), which every path rule checks.</summary>
internal static class RequestTarget
{
    /// <summary>
    /// Returns the target as the client sent it. ASP.NET Core's test server doesn't have a wire format and so no target;
    /// there the target is built from the decoded path and the query, and the same rules apply.
    /// </summary>
    public static string Of(HttpContext http)
    {
        var feature = http.Features.GetRequiredFeature<IHttpRequestFeature>();
        return string.IsNullOrEmpty(feature.RawTarget) ? Encode(http.Request, feature.QueryString) : feature.RawTarget;
    }

    private static string Encode(HttpRequest request, string query) => request.PathBase.Add(request.Path).ToUriComponent() + query;
}
