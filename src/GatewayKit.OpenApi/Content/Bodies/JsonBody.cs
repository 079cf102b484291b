using System.Text.Json;
using System.Text.Unicode;

namespace GatewayKit.OpenApi.Content.Bodies;

/// <summary>Reads JSON (RFC 8259) strictly: UTF-8, at most 64 levels, no duplicate names, no text that isn't valid Unicode.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public static DecodedBody Read(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith(Bom))
            body = body[Bom.Length..];
        if (!Utf8.IsValid(body) || HasLoneSurrogate(body))
            return DecodedBody.Malformed("The JSON must be valid Unicode in UTF-8.");
        try
        {
            return new DecodedBody(JsonElement.Parse(body, s_options));
        }
        catch (JsonException)
        {
            return DecodedBody.Malformed("The value must be valid JSON with at most 64 levels and no duplicate names.");
        }
    }

    /// <summary>The byte order mark, which may be ignored (RFC 8259, section 8.1).</summary>
    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether escapes contain a lone surrogate (RFC 7493, section 2.1), which a string can't represent.</summary>
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> body)
    {
        while (body.IndexOf((byte)'\\') is var escape and >= 0)
        {
            body = body[escape..];
            if (!IsSurrogate(body, out var high))
            {
                body = body[Math.Min(2, body.Length)..];
                continue;
            }
            if (!high || !IsSurrogate(body[6..], out high) || high)
                return true;
            body = body[12..];
        }
        return false;
    }

    private static bool IsSurrogate(ReadOnlySpan<byte> escape, out bool high)
    {
        high = escape.Length > 3 && (escape[3] | 0x20) is (byte)'8' or (byte)'9' or (byte)'a' or (byte)'b';
        return escape is [(byte)'\\', (byte)'u', (byte)'d'
            or (byte)'D', (>= (byte)'8' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F'), _, _, ..];
    }
}
