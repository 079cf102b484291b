using Microsoft.AspNetCore.Http;

namespace GatewayKit.Admin.Http;

/// <summary>The headers of every answer: none is stored by a cache or shown by a page of another origin.</summary>
internal static class AdminHeaders
{
    public static void Apply(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
