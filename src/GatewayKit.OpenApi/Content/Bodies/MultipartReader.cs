using System.Text;
using System.Text.Unicode;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Content.Bodies;

/// <summary>Parses a <c>multipart/form-data</c> body (RFC 7578; RFC 2046, section 5.1.1) strictly and within limits. Lines end with CR
/// LF.</summary>
internal static class MultipartReader
{
    public const int MaxParts = 1000;
    private const int MaxHeaderBytes = 8192;
    private const int MaxHeaders = 32;

    /// <summary>The maximum length of a boundary in characters; the minimum is 1 (RFC 2046, section 5.1.1).</summary>
    public static bool IsBoundary(string? boundary)
        => boundary is { Length: >= 1 and <= 70 } && Ascii.IsValid(boundary) && !boundary.AsSpan().ContainsAny('\r', '\n');

    /// <summary>Reads the parts; <c>null</c> if the body is malformed or has more than 1,000 parts, or if a part has more than 32 headers
    /// or 8 KiB of headers.</summary>
    public static List<BodyPart>? Read(ReadOnlyMemory<byte> body, string boundary)
    {
        var delimiter = Encoding.ASCII.GetBytes($"\r\n--{boundary}");
        var parts = new List<BodyPart>();
        // The first delimiter is at the start of the body, or follows a preamble that is ignored.
        var start = body.Span.StartsWith(delimiter.AsSpan(2)) ? 0 : body.Span.IndexOf(delimiter) + 2;
        if (start == 1)
            return null;
        body = body[(start + delimiter.Length - 2)..];
        while (!body.Span.StartsWith("--"u8))
        {
            body = TrimPadding(body);
            if (!body.Span.StartsWith("\r\n"u8) || parts.Count == MaxParts)
                return null;
            // Keep the end of the line: in a part without headers and content, nothing else precedes the next delimiter.
            var end = body.Span.IndexOf(delimiter);
            if (end < 0 || ReadPart(body[..end]) is not { } part)
                return null;
            parts.Add(part);
            body = body[(end + delimiter.Length)..];
        }
        return parts;
    }

    private static ReadOnlyMemory<byte> TrimPadding(ReadOnlyMemory<byte> body)
    {
        var padding = body.Span.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return padding > 0 ? body[padding..] : body;
    }

    private static BodyPart? ReadPart(ReadOnlyMemory<byte> part)
    {
        var end = part.Span.IndexOf("\r\n\r\n"u8);
        if (end is < 0 or > MaxHeaderBytes || ReadHeaders(part.Span[..end]) is not { } headers)
            return null;
        var content = part[(end + 4)..];
        foreach (var (name, value) in headers)
        {
            if (name.Equals("Content-Disposition", StringComparison.OrdinalIgnoreCase))
                return Disposition(value) is { } parameters && Find(parameters, "name") is { } field ? new BodyPart(
                    field, Find(parameters, "filename") is not null || Find(parameters, "filename*") is not null, headers, content) : null;
        }
        return null;
    }

    private static List<KeyValuePair<string, string>>? ReadHeaders(ReadOnlySpan<byte> text)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (!Utf8.IsValid(text))
            return null;
        foreach (var line in Encoding.UTF8.GetString(text).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !MediaTypeReader.IsToken(line.AsSpan(0, colon)) || headers.Count == MaxHeaders)
                return null;
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }
        return headers;
    }

    private static KeyValuePair<string, string>[]? Disposition(string value)
    {
        var end = value.IndexOf(';', StringComparison.Ordinal);
        return end > 0 && value.AsSpan(0, end).Trim().Equals("form-data", StringComparison.OrdinalIgnoreCase)
            ? MediaTypeReader.ReadParameters(value.AsSpan(end))
            : null;
    }

    private static string? Find(KeyValuePair<string, string>[] parameters, string name)
        => Array.Find(parameters, parameter => parameter.Key == name).Value;
}
