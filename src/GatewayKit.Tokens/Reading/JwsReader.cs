using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using GatewayKit.Authentication;

namespace GatewayKit.Tokens;

/// <summary>
/// Reads a signed token in the compact form (RFC 7515, section 7.1), stricter than libraries do: JSON without duplicate members, canonical
/// base64url, no critical header parameters. Keys in the header (<c>jwk</c>, <c>jku</c>, <c>x5u</c>, <c>x5c</c>) are never used.
/// </summary>
internal static class JwsReader
{
    /// <summary>The maximum length of a token, in characters.</summary>
    public const int MaximumLength = 16 * 1024;

    private const int MaximumDepth = 32;
    private const int MaximumHeaderText = 256;

    /// <summary>Reads a token whose payload has claims (RFC 7519, section 7.2).</summary>
    public static TokenForm Read(ReadOnlySpan<char> text, out JwsToken? token)
    {
        var form = ReadSigned(text, out token);
        if (token is null)
            return form;

        if (StrictJson.TryParseObject(token.Payload, MaximumDepth, out var claims))
        {
            token.Claims = claims;
            return TokenForm.Readable;
        }

        token = null;
        return TokenForm.Malformed;
    }

    /// <summary>Reads a token whose payload can be anything (RFC 7515, section 5.2).</summary>
    public static TokenForm ReadSigned(ReadOnlySpan<char> text, out JwsToken? token)
    {
        token = null;
        if (text.Length > MaximumLength)
            return TokenForm.TooLong;

        Span<Range> parts = stackalloc Range[6];
        var count = text.Split(parts, '.');
        if (count == 5)
            return TokenForm.Encrypted;
        if (count != 3 || !TryDecode(text[parts[0]], out var headerJson) || !TryDecode(text[parts[1]], out var payload)
            || !TryDecode(text[parts[2]], out var signature) || !StrictJson.TryParseObject(headerJson, MaximumDepth, out var header))
            return TokenForm.Malformed;

        // Extensions that aren't supported must be refused (RFC 7515, section 4.1.11), and the plugin supports none. An unencoded payload
        // (RFC 7797) must be marked as critical; without the mark, readers disagree about the signed bytes.
        if (header.TryGetProperty("crit", out _) || header.TryGetProperty("b64", out _))
            return TokenForm.CriticalHeader;
        if (!TryText(header, "alg", out var algorithm) || algorithm is null || !TryText(header, "kid", out var keyId)
            || !TryText(header, "typ", out var type))
            return TokenForm.Malformed;

        token = new JwsToken
        {
            Algorithm = algorithm,
            KeyId = keyId,
            Type = TypeOf(type),
            Header = header,
            Payload = payload,
            SigningInput = Encoding.ASCII.GetBytes(text[..parts[1].End.Value].ToArray()),
            Signature = signature,
        };
        return TokenForm.Readable;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return text.Length > 0 && StrictBase64Url.TryDecode(text, out bytes);
    }

    private static bool TryText(JsonElement header, string name, out string? text)
    {
        text = null;
        if (!header.TryGetProperty(name, out var value))
            return true;
        if (value.ValueKind != JsonValueKind.String)
            return false;

        text = value.GetString()!;
        return text.Length <= MaximumHeaderText;
    }

    private static string? TypeOf(string? type)
    {
        const string Prefix = "application/";
        return type?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true ? type[Prefix.Length..] : type;
    }
}
