using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>Validates the upstream's responses before or after they are sent.</summary>
internal sealed class ResponseCheck(OperationChecks checks, ByteSize limit, Rejections rejections, ViolationReport report)
{
    /// <summary>Returns the reason why a response can't be validated; <c>null</c> if it can. The end of a stream isn't awaited.</summary>
    public static string? Uncheckable(HttpContext http)
    {
        if (ApiResponses.IsStream(http))
            return "stream";
        if (HttpMethods.IsHead(http.Request.Method))
            return "head";

        // Responses from a cache or to a range request aren't complete responses of the API (RFC 9110, sections 15.3.7 and 15.4.5).
        return http.Response.StatusCode is StatusCodes.Status206PartialContent or StatusCodes.Status304NotModified ? "partial" : null;
    }

    /// <summary>Replaces a response that violates the document. A body that is too long is a 502.</summary>
    public async ValueTask<HookResult> EnforceAsync(GatewayContext context, OperationMatch match)
    {
        var http = context.Http;
        var body = ExchangeCopies.HasResponseBody(http) ? await context.BufferResponseBodyAsync(limit).ConfigureAwait(false) : default;
        if (BodyCoding.Decode(body, http.Response.Headers.ContentEncoding, limit.Bytes, out var decoded) != BodyDecoding.Decoded)
            return HookResult.Respond(rejections.UncheckedResponse);

        var violations = checks.Check(match, ApiResponses.Of(http, decoded));
        if (violations.Count == 0)
            return HookResult.Continue;

        report.Report(isResponse: true, match.Operation, context.Route.Id, violations);
        return HookResult.Respond(Rejections.InvalidResponse(violations));
    }

    /// <summary>Reports a response that was already sent.</summary>
    public void Report(CheckedExchange exchange, string route)
    {
        if (exchange.Response is not { } response)
            return;

        var coding = response.Headers.LastOrDefault(h => h.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)).Value;
        if (!CheckedBody.TryGet(exchange.ResponseBody, coding, limit, out var body, out var reason))
            report.CountUnchecked(isResponse: true, reason);
        else
            report.Report(isResponse: true, exchange.Match.Operation, route, checks.Check(exchange.Match, response with { Body = body }));
    }
}
