using System.Security.Claims;
using GatewayKit.Expressions;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Authorize;

/// <summary>The authentication scheme by which a caller sent an OAuth token.</summary>
internal static class TokenScheme
{
    public const string Bearer = "Bearer";
    public const string DPoP = "DPoP";

    /// <summary>
    /// Returns the scheme; null for a caller without a token. The plugin that checked the token may have removed it from the request; then
    /// its claims tell.
    /// </summary>
    /// <param name="authorization">The request's <c>Authorization</c>.</param>
    /// <param name="claims">The claims of the caller.</param>
    public static string? Of(StringValues authorization, ClaimsPrincipal? claims)
    {
        if (authorization.Count == 1 && authorization[0] is { } value)
        {
            if (value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
                return Bearer;
            if (value.StartsWith("DPoP ", StringComparison.OrdinalIgnoreCase))
                return DPoP;
        }

        if (claims is null)
            return null;

        foreach (var identity in claims.Identities)
        {
            if (Is(identity, DPoP))
                return DPoP;
            if (Is(identity, Bearer) || Is(identity, "jwt") || Is(identity, "AuthenticationTypes.Federation"))
                return Bearer;
        }

        return claims.HasClaim(static claim => CallerClaims.IsScope(claim)) ? Bearer : null;
    }

    private static bool Is(ClaimsIdentity identity, string type)
        => type.Equals(identity.AuthenticationType, StringComparison.OrdinalIgnoreCase);
}
