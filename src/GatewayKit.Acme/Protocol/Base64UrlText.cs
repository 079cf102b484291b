using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Acme.Protocol;

/// <summary>Nonces and tokens of a server, which are opaque text of the alphabet of base64url (RFC 8555, sections 6.5.1 and 8.3).</summary>
internal static class Base64UrlText
{
    private const int Longest = 512;

    private static readonly SearchValues<char> s_alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Returns whether a text is in that alphabet, and neither empty nor longer than 512 characters.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text)
        => text is { Length: > 0 and <= Longest } && !text.AsSpan().ContainsAnyExcept(s_alphabet);
}
