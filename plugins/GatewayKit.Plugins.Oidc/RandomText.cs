using System.Buffers.Text;
using System.Security.Cryptography;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Creates values that can't be guessed.</summary>
internal static class RandomText
{
    /// <summary>Creates 256 random bits in base64url: 43 characters, as many as a code verifier needs (RFC 7636, section 4.1).</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
