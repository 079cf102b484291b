using System.Collections.Frozen;

namespace GatewayKit.Tokens;

/// <summary>
/// The signature algorithms (RFC 7518, section 3.1) and the keys that each needs. A key never has both a symmetric and an asymmetric
/// algorithm (RFC 8725, section 3.1).
/// </summary>
internal static class SigningAlgorithms
{
    /// <summary>All algorithms.</summary>
    public static readonly string[] All =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "HS256", "HS384", "HS512"];

    /// <summary>The algorithms of RSA keys; the first is the default.</summary>
    public static readonly string[] Rsa = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];

    /// <summary>The algorithm of an elliptic curve (RFC 7518, section 3.4).</summary>
    public static readonly FrozenDictionary<string, string> ByCurve = new Dictionary<string, string>
    {
        ["P-256"] = "ES256",
        ["P-384"] = "ES384",
        ["P-521"] = "ES512",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns whether an algorithm needs a secret.</summary>
    public static bool IsSymmetric(string algorithm) => algorithm.StartsWith("HS", StringComparison.Ordinal);

    /// <summary>Returns the algorithms of a secret, the shortest first: a secret must be at least as long as the hash (RFC 7518, section
    /// 3.2).</summary>
    /// <param name="bytes">The length of the secret.</param>
    public static string[] OfSecret(int bytes) => bytes switch
    {
        >= 64 => ["HS256", "HS384", "HS512"],
        >= 48 => ["HS256", "HS384"],
        >= 32 => ["HS256"],
        _ => [],
    };
}
