using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Hosting.Admin;

/// <summary>Writes answers of the admin address.</summary>
internal static class AdminAnswers
{
    /// <summary>Writes an answer that nothing on the way may keep.</summary>
    public static Task WriteUncachedAsync(this GatewayResponse answer, HttpContext context)
    {
        GatewayResponseWriter.ApplyHead(context, answer, ProblemBodies.None);
        context.Response.Headers.CacheControl = "no-store";
        return GatewayResponseWriter.WriteBodyAsync(context, answer, ProblemBodies.None);
    }
}
