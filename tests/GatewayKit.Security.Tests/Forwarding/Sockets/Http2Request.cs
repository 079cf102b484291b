using System.Globalization;
using GatewayKit.Security.Tests.Forwarding.Exchanges;

namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>Spells a generated request in HTTP/2 (RFC 9113, section 8.3).</summary>
internal static class Http2Request
{
    // Kestrel's limit is 16 KB.
    private const int LongestLine = 16_000;

    // RFC 9113, section 8.2.2.
    private static readonly string[] s_ofConnections =
        ["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "te"];

    public static string Bytes(RequestSpec request, string host, string id, int stream)
    {
        // For Kestrel, a stream whose end comes right after its head has a body or not, depending on time.
        var body = request.Body;
        var hasBody = body.Framing != BodyFraming.None && body.Content.Length > 0;
        var head = Http2Frames.FieldBlock(stream, Fields(request, host, id), endsStream: !hasBody);
        if (!hasBody)
            return head;

        var at = 0;
        var content = string.Concat(body.Chunks.Add(body.Content.Length).Select(size =>
        {
            var part = body.Content[at..Math.Min(at + size, body.Content.Length)];
            at += part.Length;
            return part.Length == 0 ? "" : Http2Frames.DataFrames(stream, part);
        }));
        return head + content + (body.Trailers.IsEmpty
            ? Http2Frames.Frame(Http2Frames.Data, Http2Frames.EndStream, stream, "")
            : Http2Frames.FieldBlock(stream, body.Trailers.Select(Field), endsStream: true));
    }

    private static IEnumerable<(string Name, string Value)> Fields(RequestSpec request, string host, string id)
    {
        var target = request.Target.Replace("http://HOST", "", StringComparison.Ordinal);
        yield return (":method", request.Method);
        yield return (":scheme", "http");
        yield return (":authority", host);
        yield return (":path", target);
        yield return (ExchangeSpec.IdField.ToLowerInvariant(), id);
        foreach (var field in request.Fields.Where(line => line.Length < LongestLine).Select(Field))
        {
            if (!s_ofConnections.Contains(field.Name) || field is ("te", "trailers"))
                yield return field;
        }

        if (request.Body.Framing == BodyFraming.Length)
            yield return ("content-length", request.Body.Content.Length.ToString(CultureInfo.InvariantCulture));
    }

    private static (string Name, string Value) Field(string line)
    {
        var (name, value) = WireHead.Field(line);
        return (name.ToLowerInvariant(), value);
    }
}
