using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GatewayKit.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Encrypts and authenticates values in cookies. A value for another purpose, or from other keys, can't be opened.</summary>
internal sealed class Seal<T>(IDataProtector protector, JsonTypeInfo<T> type)
    where T : class
{
    /// <summary>Encrypts a value.</summary>
    /// <returns>The value in base64url.</returns>
    public string Close(T value)
        => Base64Url.EncodeToString(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(value, type)));

    /// <summary>Decrypts a value.</summary>
    /// <param name="text">The value in base64url.</param>
    /// <returns>The value; null if it wasn't encrypted here, or was changed since.</returns>
    public T? Open(ReadOnlySpan<char> text)
    {
        try
        {
            return StrictBase64Url.TryDecode(text, out var bytes)
                ? JsonSerializer.Deserialize(protector.Unprotect(bytes), type)
                : null;
        }
        catch (Exception error) when (error is CryptographicException or JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
