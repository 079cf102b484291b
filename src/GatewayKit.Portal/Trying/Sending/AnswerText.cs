using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Trying.Sending;

/// <summary>Returns the body of an answer as text.</summary>
internal static class AnswerText
{
    /// <summary>The maximum of characters of formatted JSON: deep arrays grow much.</summary>
    private const long MaxFormatted = 4_000_000;

    private static readonly JsonSerializerOptions s_format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 64,
    };

    /// <summary>Returns the text; null if the body isn't text.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The header <c>Content-Type</c>; null without one.</param>
    /// <param name="isCut">Whether only the start of the body was received.</param>
    public static string? Of(byte[] body, string? contentType, bool isCut)
    {
        var type = MediaType.TryParse(contentType, out var parsed) ? parsed : null;
        if (Decode(body, type?.Parameter("charset"), isCut) is not { } text || text.Contains('\0', StringComparison.Ordinal))
            return null;

        return type is { IsJson: true } && !isCut ? Format(text) : text;
    }

    private static string? Decode(byte[] body, string? charset, bool isCut)
    {
        try
        {
            // A character at the end may be cut.
            var decoder = Encoding.GetEncoding(charset ?? "utf-8", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                .GetDecoder();
            var text = new char[body.Length + 1];
            var length = decoder.GetChars(body, 0, body.Length, text, 0, flush: !isCut);
            return new string(text, 0, length);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Format(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return SizeOf(text) > MaxFormatted ? text : JsonSerializer.Serialize(json.RootElement, s_format);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return text;
        }
    }

    private static long SizeOf(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        var size = (long)text.Length;
        while (reader.Read())
            size += (2 * reader.CurrentDepth) + 1;
        return size;
    }
}
