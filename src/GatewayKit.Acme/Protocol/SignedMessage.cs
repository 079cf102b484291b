using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GatewayKit.Acme.Protocol;

/// <summary>JSON Web Signatures in the flattened form (RFC 7515, section 7.2.2) as ACME uses them (RFC 8555, section 6.2).</summary>
internal static class SignedMessage
{
    /// <summary>Signs a request with the key of the account.</summary>
    /// <param name="key">The key.</param>
    /// <param name="account">The URL of the account; null to send the public key instead, for a new account.</param>
    /// <param name="url">The URL of the request.</param>
    /// <param name="nonce">A nonce of the server.</param>
    /// <param name="payload">The payload; empty for POST-as-GET.</param>
    public static byte[] Sign(AccountKey key, Uri? account, Uri url, string nonce, ReadOnlySpan<byte> payload)
    {
        var header = Header("ES256", url, writer =>
        {
            writer.WriteString("nonce", nonce);
            if (account is null)
            {
                writer.WritePropertyName("jwk");
                writer.WriteRawValue(key.Jwk);
            }
            else
            {
                writer.WriteString("kid", account.OriginalString);
            }
        });
        return Encoding.ASCII.GetBytes(Flatten(header, payload, key.Sign));
    }

    /// <summary>Binds a new account to an account at the certificate authority (RFC 8555, section 7.3.4).</summary>
    /// <param name="key">The key of the new account.</param>
    /// <param name="keyId">The id that the certificate authority gave.</param>
    /// <param name="secret">The secret that the certificate authority gave.</param>
    /// <param name="url">The URL for new accounts.</param>
    /// <returns>The value of <c>externalAccountBinding</c>.</returns>
    public static string Bind(AccountKey key, string keyId, byte[] secret, Uri url)
    {
        var header = Header("HS256", url, writer => writer.WriteString("kid", keyId));
        return Flatten(header, Encoding.ASCII.GetBytes(key.Jwk), input => HMACSHA256.HashData(secret, input));
    }

    /// <summary>Signs a header and a payload. Every part is base64url, so that the JSON needs no escapes.</summary>
    internal static string Flatten(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, Func<ReadOnlySpan<byte>, byte[]> sign)
    {
        var (encodedHeader, encodedPayload) = (Base64Url.EncodeToString(header), Base64Url.EncodeToString(payload));
        var signature = Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes($"{encodedHeader}.{encodedPayload}")));
        return $$"""{"protected":"{{encodedHeader}}","payload":"{{encodedPayload}}","signature":"{{signature}}"}""";
    }

    private static ReadOnlySpan<byte> Header(string algorithm, Uri url, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("alg", algorithm);
            write(writer);
            writer.WriteString("url", url.OriginalString);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }
}
