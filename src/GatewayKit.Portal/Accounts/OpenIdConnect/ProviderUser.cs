using System.Security.Claims;
using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Accounts.OpenIdConnect;

/// <summary>A user of an OpenID Connect provider. The texts of the provider are bounded like those of developers.</summary>
/// <param name="Issuer">The issuer, which the provider's signature proves.</param>
/// <param name="Subject">The id, which never changes (OpenID Connect Core 1.0, section 5.7).</param>
/// <param name="Name">The name that pages show.</param>
/// <param name="Email">The address; null if the provider has sent none.</param>
/// <param name="IsEmailVerified">Whether the provider has verified the address.</param>
/// <param name="Groups">The groups.</param>
internal sealed record ProviderUser(
    string Issuer, string Subject, string Name, string? Email, bool IsEmailVerified, IReadOnlyList<string> Groups)
{
    private const int MaximumGroups = 200;
    private const int MaximumGroupLength = 256;

    /// <summary>Returns the user of a validated token; null if its issuer or subject can't be stored.</summary>
    public static ProviderUser? Of(string? issuer, ClaimsPrincipal principal, string groupClaim)
    {
        var subject = principal.FindFirstValue("sub");
        if (issuer is not { Length: > 0 and <= Developer.MaximumIssuerLength }
            || subject is not { Length: > 0 and <= Developer.MaximumSubjectLength })
            return null;

        var name = principal.FindFirstValue("name") ?? principal.FindFirstValue("preferred_username") ?? "";
        var email = principal.FindFirstValue("email") is { } sent && PortalNames.IsEmail(sent) ? sent : null;
        return new ProviderUser(
            issuer, subject, PortalNames.IsName(name, Developer.MaximumNameLength) ? name : "Developer", email,
            email is not null && string.Equals(principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase),
            [.. principal.FindAll(groupClaim).Select(claim => claim.Value)
                .Where(group => PortalNames.IsName(group, MaximumGroupLength)).Distinct(StringComparer.Ordinal).Take(MaximumGroups)]);
    }
}
