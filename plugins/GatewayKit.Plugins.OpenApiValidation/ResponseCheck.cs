using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>Validates the upstream's responses, before or after they are sent, against the document and that of an earlier
/// version.</summary>
internal sealed class ResponseCheck(
    ResponseContract contract, ResponseContract? previous, ByteSize limit, Rejections rejections, ViolationReport report)
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

    /// <summary>Returns whether the response to a request is validated.</summary>
    public bool Checks(CheckedExchange exchange) => contract.Checks(exchange.Match) || previous?.Checks(exchange.Previous) == true;

    /// <summary>Returns whether the response to a request is held until it is validated.</summary>
    public bool Holds(CheckedExchange exchange) => contract.Holds(exchange.Match) || previous?.Holds(exchange.Previous) == true;

    /// <summary>Replaces a response that violates a document. A body that is too long is a 502.</summary>
    public async ValueTask<HookResult> EnforceAsync(GatewayContext context, CheckedExchange exchange)
    {
        var http = context.Http;
        var body = ExchangeCopies.HasResponseBody(http) ? await context.BufferResponseBodyAsync(limit).ConfigureAwait(false) : default;
        if (BodyCoding.Decode(body, http.Response.Headers.ContentEncoding, limit.Bytes, out var decoded) != BodyDecoding.Decoded)
            return HookResult.Respond(rejections.UncheckedResponse);

        return Check(exchange, ApiResponses.Of(http, decoded), context.Route.Id) is { } rejection
            ? HookResult.Respond(rejection) : HookResult.Continue;
    }

    /// <summary>Reports a response that was already sent.</summary>
    public void Report(CheckedExchange exchange, string route)
    {
        if (exchange.Response is not { } response)
            return;

        var coding = string.Join(
            ", ", response.Headers.Where(h => h.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value));
        if (!CheckedBody.TryGet(exchange.ResponseBody, coding, limit, out var body, out var reason))
            report.CountUnchecked(isResponse: true, reason);
        else
            Check(exchange, response with { Body = body }, route);
    }

    // Both are reported, also if the first one replaces the response.
    private GatewayResponse? Check(CheckedExchange exchange, ApiResponse response, string route)
    {
        var rejection = contract.Check(exchange.Match, response, route);
        var ofPrevious = previous?.Check(exchange.Previous, response, route);
        return rejection ?? ofPrevious;
    }
}
