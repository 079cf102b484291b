using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Hosting.Admin;

/// <summary>Writes responses of the admin address.</summary>
internal static class AdminAnswers
{
    /// <summary>Writes a response that must not be cached.</summary>
    public static Task WriteUncachedAsync(this GatewayResponse answer, HttpContext context)
    {
        GatewayResponseWriter.ApplyHead(context, answer, ProblemBodies.None);
        context.Response.Headers.CacheControl = "no-store";
        return GatewayResponseWriter.WriteBodyAsync(context, answer, ProblemBodies.None);
    }
}
