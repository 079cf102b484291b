using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>Validates requests before or after they are forwarded.</summary>
internal sealed class RequestCheck(OperationChecks checks, ByteSize limit, Rejections rejections, ViolationReport report)
{
    /// <summary>Rejects a request that violates the document; <c>null</c> if it is valid.</summary>
    public GatewayResponse? Enforce(OperationMatch match, ApiRequest request)
    {
        var reading = checks.Check(match, request);
        if (reading.IsValid)
            return null;

        report.Count(isResponse: false, match.Operation, reading.Violations);
        return rejections.InvalidRequest(reading.Violations, reading.IsUnsupportedMediaType);
    }

    /// <summary>Like <see cref="Enforce(OperationMatch, ApiRequest)"/>, for a request with a body. A body that is too long is a
    /// 413.</summary>
    public async ValueTask<GatewayResponse?> EnforceAsync(GatewayContext context, OperationMatch match)
    {
        var body = await context.BufferRequestBodyAsync(limit).ConfigureAwait(false);
        var decoding = BodyCoding.Decode(body, context.Http.Request.Headers.ContentEncoding, limit.Bytes, out var decoded);
        return decoding == BodyDecoding.Decoded ? Enforce(match, ApiRequests.Of(context.Http, decoded)) : rejections.Undecoded(decoding);
    }

    /// <summary>Reports a request that was already forwarded.</summary>
    public void Report(CheckedExchange exchange, string route)
    {
        if (exchange.Request is not { } request)
            return;

        if (!CheckedBody.TryGet(exchange.RequestBody, request.Header("Content-Encoding"), limit, out var body, out var reason))
            report.CountUnchecked(isResponse: false, reason);
        else
            report.Report(isResponse: false,
                exchange.Match.Operation, route, checks.Check(exchange.Match, request with { Body = body }).Violations);
    }
}
