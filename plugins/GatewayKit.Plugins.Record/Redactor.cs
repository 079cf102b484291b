using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Fixtures;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.Record;

/// <summary>Converts a captured exchange to a fixture: decoded, validated against the document, without secrets.</summary>
internal sealed class Redactor(RecordedApi api, ByteSize limit, TimeProvider time, ViolationReport report)
{
    /// <summary>Headers that belong to a connection, a moment or a trace, not to the API.</summary>
    private static readonly HashSet<string> s_passing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Encoding", "Alt-Svc", "Connection", "Content-Encoding", "Content-Length", "Date", "Expect", "Host", "HTTP2-Settings",
        "Keep-Alive",
        "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "baggage", "traceparent", "tracestate",
    };

    /// <summary>Creates the fixture of an exchange.</summary>
    /// <returns>The outcome; <see cref="RecordOutcome.Recorded"/> if there is a fixture.</returns>
    public RecordOutcome TryWrite(Capture capture, out Fixture? fixture)
    {
        fixture = null;
        var head = capture.Response!;
        if (capture.ResponseBody is { IsTooLong: true })
            return RecordOutcome.TooLong;
        if (capture.ResponseBody is { IsEnded: false })
            return RecordOutcome.Incomplete;
        var decoding = BodyCoding.Decode(
            capture.ResponseBody?.Bytes ?? default, Field(head.Headers, "Content-Encoding"), limit.Bytes, out var body);
        if (decoding != BodyDecoding.Decoded)
            return decoding == BodyDecoding.TooLong ? RecordOutcome.TooLong : RecordOutcome.Unreadable;

        var response = head with { Body = body };
        report.Report(isResponse: true, capture.Operation, capture.Route, api.Check(capture.Operation, response));
        if (!capture.IsWanted)
            return RecordOutcome.Checked;

        var secrets = api.SecretsOf(capture.Operation);
        if (head.Status is < 200 or > 599 || !RedactedBody.TryGet(body, head.ContentType, isResponse: true, secrets, out var kept, out _))
            return RecordOutcome.Unreadable;

        var sent = RequestBody(capture, secrets, out var omitted);
        fixture = new Fixture
        {
            Operation = capture.Key,
            Recorded = time.GetUtcNow(),
            Request = new ApiRequest
            {
                Method = capture.Request.Method,
                Path = capture.Request.Path,
                Query = Redaction.Pairs(capture.Request.Query, secrets),
                Headers = Headers(capture.Request.Headers, secrets),
                Body = sent,
            },
            RequestBodyOmitted = omitted,
            Response = With(head, Headers(head.Headers, secrets), IsPrintable(head.ContentType ?? "") ? head.ContentType : null, kept),
        };
        return RecordOutcome.Recorded;
    }

    /// <summary>Returns the request's body. An exchange without it is still worth recording.</summary>
    private ReadOnlyMemory<byte> RequestBody(Capture capture, SecretNames secrets, out string? omitted)
    {
        omitted = null;
        if (capture.RequestBody is not { } copy)
            return default;

        omitted = "longer than the limit";
        if (copy.IsTooLong)
            return default;

        omitted = "not read completely";
        if (!copy.IsEnded)
            return default;

        omitted = "an unsupported coding";
        if (BodyCoding.Decode(copy.Bytes, capture.Request.Header("Content-Encoding"), limit.Bytes, out var body) != BodyDecoding.Decoded)
            return default;

        return RedactedBody.TryGet(body, capture.Request.Header("Content-Type"), isResponse: false, secrets, out var kept, out omitted)
            ? kept
            : default;
    }

    private static List<KeyValuePair<string, string>> Headers(IReadOnlyList<KeyValuePair<string, string>> headers, SecretNames secrets)
        => [.. headers
            .Where(h => !s_passing.Contains(h.Key) && IsPrintable(h.Value))
            .OrderBy(h => h.Key, StringComparer.OrdinalIgnoreCase)
            .Select(h => KeyValuePair.Create(h.Key, Redaction.Header(h.Key, h.Value, secrets)))];

    private static ApiResponse With(
        ApiResponse head, IReadOnlyList<KeyValuePair<string, string>> headers, string? contentType, ReadOnlyMemory<byte> body)
        => new() { Status = head.Status, Headers = headers, ContentType = contentType, Body = body };

    private static string? Field(IReadOnlyList<KeyValuePair<string, string>> headers, string name)
        => string.Join(",", headers
            .Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(h => h.Value)) is { Length: > 0 } value
            ? value
            : null;

    /// <summary>Whether a text is valid in a fixtures file.</summary>
    private static bool IsPrintable(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
