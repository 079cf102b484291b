using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace GatewayKit.Plugins.Record;

/// <summary>Removes secrets from bodies.</summary>
internal static class RedactedBody
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Redacts a body.</summary>
    /// <param name="body">The body, without content coding.</param>
    /// <param name="contentType">Its media type; <c>null</c> without one.</param>
    /// <param name="isResponse">Whether it is a response's body, whose numbers stay numbers so that it still satisfies its schema.</param>
    /// <param name="secrets">The names whose values are secrets.</param>
    /// <param name="kept">The body without secrets.</param>
    /// <param name="reason">The reason for a failure: secrets can't be removed from a body that can't be read.</param>
    public static bool TryGet(ReadOnlyMemory<byte> body,
        string? contentType, bool isResponse, SecretNames secrets, out ReadOnlyMemory<byte> kept, [NotNullWhen(false)] out string? reason)
    {
        kept = body;
        reason = null;
        if (body.IsEmpty)
            return true;

        var type = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        try
        {
            if (type.EndsWith("/json", StringComparison.Ordinal)
                || type.EndsWith("+json", StringComparison.Ordinal)
                || (type.Length == 0 && LooksLikeJson(body.Span)))
                kept = RedactedJson.Of(body, isResponse, secrets);
            else if (type == "application/x-www-form-urlencoded")
                kept = Encoding.UTF8.GetBytes(Redaction.Pairs(s_strict.GetString(body.Span), secrets));
            else if (type.EndsWith("/xml", StringComparison.Ordinal) || type.EndsWith("+xml", StringComparison.Ordinal))
                kept = RedactedXml.Of(body, secrets);
            else if (type.StartsWith("multipart/", StringComparison.Ordinal))
                reason = "a multipart body";
        }
        catch (Exception error) when (error is JsonException or XmlException or DecoderFallbackException or InvalidOperationException)
        {
            reason = $"not {(type.Length == 0 ? "JSON" : type)}";
        }

        return reason is null;
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
}
