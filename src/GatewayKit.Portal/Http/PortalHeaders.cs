using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Http;

/// <summary>The headers of every response of the portal.</summary>
internal static class PortalHeaders
{
    /// <summary>Only the portal's own files; no inline style or script, no frame around it.</summary>
    public const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void Set(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        response.Headers.CacheControl = "private, no-cache";
    }
}
