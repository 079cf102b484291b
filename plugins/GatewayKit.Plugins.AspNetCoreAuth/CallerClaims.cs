using System.Security.Claims;

namespace GatewayKit.Plugins.AspNetCoreAuth;

/// <summary>
/// Reads the consumer from claims. Only claims of authenticated identities count. A name that is missing, ambiguous or unsafe in a header
/// isn't used, so that two callers are never taken for the same consumer.
/// </summary>
/// <param name="nameClaim">The claim that names the consumer; <c>null</c> for the usual ones.</param>
/// <param name="groupsClaims">The claims that name its groups.</param>
internal sealed class CallerClaims(string? nameClaim, IReadOnlyList<string> groupsClaims)
{
    private const int LongestName = 256;
    private const int MostGroups = 200;

    /// <summary>The claims that identify a user. A display name, which users may choose, is only used if there is none of them.</summary>
    private static readonly string[] s_identifiers = ["sub", ClaimTypes.NameIdentifier];

    private readonly AuthenticationResult _unnamed = AuthenticationResult.Forbidden("The credentials don't name the caller.");
    private readonly AuthenticationResult _badGroups = AuthenticationResult.Forbidden("The credentials have invalid groups.");

    /// <summary>Returns the consumer of a principal, or the rejection of credentials that don't have a valid one.</summary>
    public AuthenticationResult Read(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true } || NameOf(principal) is not { } name)
            return _unnamed;

        var groups = groupsClaims
            .SelectMany(type => ValuesOf(principal, type))
            .Distinct(StringComparer.Ordinal)
            .Take(MostGroups + 1)
            .ToArray();
        return groups.Length <= MostGroups && groups.All(group => IsSafe(group) && !group.Contains(',', StringComparison.Ordinal))
            ? AuthenticationResult.Authenticated(new Consumer(name, groups), principal)
            : _badGroups;
    }

    private string? NameOf(ClaimsPrincipal principal)
    {
        if (nameClaim is not null)
            return Single(ValuesOf(principal, nameClaim));

        foreach (var type in s_identifiers)
        {
            if (ValuesOf(principal, type) is { Length: > 0 } values)
                return Single(values);
        }

        return Single([.. Authenticated(principal).Select(identity => identity.Name).OfType<string>()]);
    }

    private static string[] ValuesOf(ClaimsPrincipal principal, string type)
        => [.. Authenticated(principal).SelectMany(identity => identity.FindAll(type)).Select(claim => claim.Value)];

    private static IEnumerable<ClaimsIdentity> Authenticated(ClaimsPrincipal principal)
        => principal.Identities.Where(identity => identity.IsAuthenticated);

    private static string? Single(string[] values)
        => values.Distinct(StringComparer.Ordinal).ToArray() is [var only] && IsSafe(only) ? only : null;

    /// <summary>The upstream gets the text in a header (RFC 9110, section 5.5).</summary>
    private static bool IsSafe(string text)
        => text.Length is > 0 and <= LongestName
            && !text.Any(char.IsControl) && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]);
}
