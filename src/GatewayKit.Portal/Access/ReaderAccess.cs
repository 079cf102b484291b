using System.Security.Claims;
using GatewayKit.Configuration.Portal;

namespace GatewayKit.Portal.Access;

/// <summary>Decides which parts of the portal a reader sees.</summary>
internal sealed class ReaderAccess(PortalOptions options)
{
    /// <summary>Returns whether a reader sees a part. A user without an authenticated identity sees only public parts.</summary>
    public bool Sees(ClaimsPrincipal reader, PortalVisibility visibility)
    {
        if (visibility.Audience == PortalAudience.Public)
            return true;
        if (reader.Identities.FirstOrDefault(identity => identity.IsAuthenticated) is null)
            return false;

        // Without an audience, no group means no reader.
        return visibility.Audience == PortalAudience.SignedIn || reader.Identities
            .Where(identity => identity.IsAuthenticated)
            .SelectMany(identity => identity.FindAll(options.GroupClaim))
            .Any(claim => visibility.Groups.Contains(claim.Value, StringComparer.Ordinal));
    }
}
