using System.Security.Claims;
using GatewayKit.Expressions;

namespace GatewayKit.Plugins.Authorize;

/// <summary>Scopes that a token needs: all of them, or at least one.</summary>
internal sealed class ScopeRequirement(IEnumerable<string> scopes, bool needsAll)
{
    private const string Detail = "The token doesn't have the scopes that this resource requires.";

    private readonly string[] _scopes = [.. scopes];
    private readonly GatewayResponse _plain = GatewayResponse.Problem(403, "Forbidden", Detail);
    private readonly GatewayResponse _bearer = Challenge("Bearer", scopes);
    private readonly GatewayResponse _dpop = Challenge("DPoP", scopes);

    /// <summary>Returns the response to a caller without the scopes; null if it has them.</summary>
    public GatewayResponse? Check(GatewayContext context, ClaimsPrincipal? claims)
        => claims is not null && IsMet(claims) ? null : TokenScheme.Of(context.Http.Request.Headers.Authorization, claims) switch
        {
            TokenScheme.Bearer => _bearer,
            TokenScheme.DPoP => _dpop,
            _ => _plain,
        };

    private bool IsMet(ClaimsPrincipal claims)
    {
        foreach (var scope in _scopes)
        {
            if (CallerClaims.HasScope(claims, scope) != needsAll)
                return !needsAll;
        }

        return needsAll;
    }

    // RFC 6750, section 3.1; RFC 9449, section 7.1.
    private static GatewayResponse Challenge(string scheme, IEnumerable<string> scopes)
        => GatewayResponse.Problem(403, "Forbidden", Detail)
            .WithHeader("WWW-Authenticate", $"{scheme} error=\"insufficient_scope\", scope=\"{string.Join(' ', scopes)}\"");
}
