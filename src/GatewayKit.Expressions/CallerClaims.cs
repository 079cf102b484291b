using System.Security.Claims;

namespace GatewayKit.Expressions;

/// <summary>Reads the identity of a caller.</summary>
internal static class CallerClaims
{
    /// <summary>The name that ASP.NET Core's JWT handler gives to <c>scp</c> unless <c>MapInboundClaims</c> is off.</summary>
    private const string MappedScope = "http://schemas.microsoft.com/identity/claims/scope";

    /// <summary>Returns whether a plugin or the host has identified the caller.</summary>
    public static bool IsIdentified(GatewayContext context)
        => context.Consumer is not null || context.Http.User.Identity is { IsAuthenticated: true };

    /// <summary>
    /// Returns the claims of the caller; null if there are none. The host's user counts only if no plugin has identified the caller:
    /// otherwise it may be another person.
    /// </summary>
    public static ClaimsPrincipal? Of(GatewayContext context)
        => context.Principal
            ?? (context.Consumer is null && context.Http.User.Identity is { IsAuthenticated: true } ? context.Http.User : null);

    /// <summary>Returns whether a token has a scope: in <c>scope</c> (RFC 8693, section 4.2) or <c>scp</c>, separated by spaces or in
    /// repeated claims.</summary>
    public static bool HasScope(ClaimsPrincipal claims, string scope)
    {
        foreach (var claim in claims.Claims)
        {
            if (!IsScope(claim))
                continue;

            foreach (var part in claim.Value.AsSpan().Split(' '))
            {
                if (claim.Value.AsSpan(part).SequenceEqual(scope))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the caller has a claim with one of these values.</summary>
    public static bool Has(ClaimsPrincipal claims, string name, string[] values)
    {
        foreach (var claim in claims.Claims)
        {
            if (claim.Type.Equals(name, StringComparison.OrdinalIgnoreCase) && values.AsSpan().Contains(claim.Value))
                return true;
        }

        return false;
    }

    /// <summary>Returns whether a claim lists scopes.</summary>
    public static bool IsScope(Claim claim)
        => claim.Type.Equals("scope", StringComparison.OrdinalIgnoreCase)
            || claim.Type.Equals("scp", StringComparison.OrdinalIgnoreCase)
            || claim.Type.Equals(MappedScope, StringComparison.Ordinal);
}
