using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Mcp.Proxy.Sessions;

/// <summary>
/// Binds the sessions of a server to their callers (MCP 2025-11-25, Security Best Practices, "Session Hijacking"): a client gets the
/// server's id behind a message authentication code of the id, the caller and the cluster. Nothing is stored, and every node with the
/// same secret knows the id.
/// </summary>
internal sealed class SessionIds(McpSessionOptions options)
{
    public const string Header = "Mcp-Session-Id";

    private const int MaxId = 1024;
    private const int CodeBytes = 16;
    private const int CodeLength = 22;
    private const int DigestLength = SessionOwner.Length + (2 * SHA256.HashSizeInBytes);

    private static readonly byte[] s_random = RandomNumberGenerator.GetBytes(32);

    private readonly AnonymousSessions _anonymous = options.Anonymous;
    private readonly byte[] _key = HMACSHA256.HashData(
        options.Secret is { } secret ? Encoding.UTF8.GetBytes(secret) : s_random, "GatewayKit MCP session"u8);

    /// <summary>Replaces the id of a request with the server's.</summary>
    /// <returns>Whether the request has no session, or one of its caller.</returns>
    public bool TryOpen(GatewayContext context)
    {
        var headers = context.Http.Request.Headers;
        var values = headers[Header];
        if (values.Count == 0)
            return true;
        if (values is not [{ Length: > CodeLength + 1 and <= CodeLength + 1 + MaxId } text] || text[CodeLength] != '.')
            return false;

        var id = text[(CodeLength + 1)..];
        Span<char> code = stackalloc char[CodeLength];
        WriteCode(context, id, code);
        if (!CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(text.AsSpan(0, CodeLength)), MemoryMarshal.AsBytes(code)))
            return false;

        headers[Header] = id;
        return true;
    }

    /// <summary>Replaces the server's id in a response.</summary>
    /// <exception cref="UpstreamFailureException">The server's id isn't valid.</exception>
    public void Close(GatewayContext context)
    {
        var headers = context.Http.Response.Headers;
        var values = headers[Header];
        if (values.Count == 0)
            return;
        // Only visible characters of ASCII (MCP 2025-11-25, Streamable HTTP, "Session Management").
        if (values is not [{ Length: > 0 and <= MaxId } id] || id.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw BodyFaults.OfResponse.Invalid("belongs to a session whose id isn't valid");

        Span<char> code = stackalloc char[CodeLength];
        WriteCode(context, id, code);
        headers[Header] = $"{code}.{id}";
    }

    private void WriteCode(GatewayContext context, string id, Span<char> code)
    {
        Span<byte> digest = stackalloc byte[DigestLength];
        SessionOwner.Write(context, _anonymous, digest[..SessionOwner.Length]);
        SessionOwner.Digest(id, digest.Slice(SessionOwner.Length, SHA256.HashSizeInBytes));
        // Another cluster is another server, which could copy the id of a session here. Routes to one cluster share sessions.
        SessionOwner.Digest(context.Route.ClusterId ?? context.Route.Id, digest[(SessionOwner.Length + SHA256.HashSizeInBytes)..]);
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, digest, full);
        Base64Url.EncodeToChars(full[..CodeBytes], code);
    }
}
