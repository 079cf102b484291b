using System.Security.Claims;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Recognizes callers whose token another plugin of the route has verified.</summary>
internal static class VerifiedToken
{
    private static readonly string[] s_types = ["jwt", "oauth2-introspection", "Bearer", "DPoP", "AuthenticationTypes.Federation"];

    /// <summary>Returns whether the claims of a caller are those of a token.</summary>
    /// <param name="claims">The claims; null if the caller has none.</param>
    public static bool IsOf(ClaimsPrincipal? claims)
        => claims?.Identities.Any(identity => s_types.Contains(identity.AuthenticationType, StringComparer.OrdinalIgnoreCase)) == true;
}
