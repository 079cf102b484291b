using GatewayKit.Acme.Protocol;

namespace GatewayKit.Acme.Challenges;

/// <summary>Key authorizations (RFC 8555, section 8.1).</summary>
internal static class KeyAuthorization
{
    // The longest token that the gateway accepts in the path of a request (IAcmeChallenges).
    private const int LongestToken = 128;

    /// <summary>Returns whether a text is a token that the gateway can answer.</summary>
    public static bool IsToken(string? text) => text?.Length <= LongestToken && Base64UrlText.IsValid(text);

    /// <summary>Returns the key authorization of a token.</summary>
    public static string Create(string token, AccountKey key) => $"{token}.{key.Thumbprint}";
}
