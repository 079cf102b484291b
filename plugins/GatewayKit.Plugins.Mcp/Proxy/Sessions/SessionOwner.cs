using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Security.Cryptography;
using GatewayKit.Expressions;

namespace GatewayKit.Plugins.Mcp.Proxy.Sessions;

/// <summary>The caller that a session belongs to: its consumer, and its subject at the issuer of its token, because several users can be
/// one consumer.</summary>
internal static class SessionOwner
{
    /// <summary>The length of a digest, in bytes.</summary>
    public const int Length = 4 * SHA256.HashSizeInBytes;

    /// <summary>Writes a digest of the caller. Equal callers have equal digests on all nodes.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="anonymous">The meaning of an anonymous caller.</param>
    /// <param name="digest">The target, of <see cref="Length"/> bytes.</param>
    public static void Write(GatewayContext context, AnonymousSessions anonymous, Span<byte> digest)
    {
        var claims = CallerClaims.Of(context);
        var subject = claims is null ? null : SubjectOf(claims);
        var isAnonymous = context.Consumer is null && subject is null;
        Digest(context.Consumer?.Name, Part(digest, 0));
        Digest(subject is null ? null : claims!.FindFirst("iss")?.Value, Part(digest, 1));
        Digest(subject, Part(digest, 2));
        var hasAddress = isAnonymous && anonymous == AnonymousSessions.Address;
        DigestAddress(hasAddress ? context.Http.Connection.RemoteIpAddress : null, Part(digest, 3));
    }

    /// <summary>Writes the SHA-256 of a text; zeros for none. Doesn't allocate.</summary>
    public static void Digest(string? text, Span<byte> target)
    {
        if (text is null)
            target.Clear();
        else
            SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), target);
    }

    /// <summary>The subject (RFC 7519, section 4.1.2), or the client of a token without one (RFC 9068, section 2.2).</summary>
    private static string? SubjectOf(ClaimsPrincipal claims)
        => (claims.FindFirst("sub") ?? claims.FindFirst(ClaimTypes.NameIdentifier) ?? claims.FindFirst("client_id"))?.Value
            ?? claims.Identity?.Name;

    private static void DigestAddress(IPAddress? address, Span<byte> target)
    {
        target.Clear();
        if (address is null)
            return;

        Span<byte> bytes = stackalloc byte[16];
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        plain.TryWriteBytes(bytes, out var length);
        SHA256.HashData(bytes[..(plain.AddressFamily == AddressFamily.InterNetworkV6 ? 8 : length)], target);
    }

    private static Span<byte> Part(Span<byte> digest, int index)
        => digest.Slice(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);
}
