using System.Text.Json;

namespace GatewayKit.Tokens;

/// <summary>The binding of a token to its sender (RFC 7800): a key (RFC 9449, section 6.1), a client certificate (RFC 8705, section 3.1) or
/// both.</summary>
/// <param name="KeyThumbprint">The thumbprint of the key; null if the token isn't bound to a key.</param>
/// <param name="CertificateThumbprint">The thumbprint of the certificate; null if the token isn't bound to a certificate.</param>
internal readonly record struct Confirmation(string? KeyThumbprint, string? CertificateThumbprint)
{
    public bool IsBound => KeyThumbprint is not null || CertificateThumbprint is not null;

    /// <summary>Reads the claim <c>cnf</c>.</summary>
    /// <returns>False if the token is bound in another way, which can't be checked.</returns>
    public static bool TryRead(JsonElement claims, out Confirmation confirmation)
    {
        confirmation = default;
        if (!claims.TryGetProperty("cnf", out var members))
            return true;
        if (members.ValueKind != JsonValueKind.Object)
            return false;

        foreach (var member in members.EnumerateObject())
        {
            // A SHA-256 in base64url has 43 characters.
            if (member.Value.ValueKind != JsonValueKind.String || member.Value.GetString() is not { Length: 43 } thumbprint)
                return false;

            switch (member.Name)
            {
                case "jkt":
                    confirmation = confirmation with { KeyThumbprint = thumbprint };
                    break;
                case "x5t#S256":
                    confirmation = confirmation with { CertificateThumbprint = thumbprint };
                    break;
                default:
                    return false;
            }
        }

        return confirmation.IsBound;
    }
}
