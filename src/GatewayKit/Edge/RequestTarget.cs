using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Edge;

/// <summary>The request target (RFC 9112, section 3.2), which every rule for paths looks at.</summary>
internal static class RequestTarget
{
    /// <summary>
    /// Returns the target as the client sent it. ASP.NET Core's test server has no wire and so no target: there it is what the
    /// decoded path and the query would be on the wire, and the same rules apply to it.
    /// </summary>
    public static string Of(HttpContext http)
    {
        var feature = http.Features.GetRequiredFeature<IHttpRequestFeature>();
        return string.IsNullOrEmpty(feature.RawTarget) ? Encode(http.Request, feature.QueryString) : feature.RawTarget;
    }

    private static string Encode(HttpRequest request, string query) => request.PathBase.Add(request.Path).ToUriComponent() + query;
}
