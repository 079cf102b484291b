namespace GatewayKit.Authentication;

/// <summary>The options that plugins have in common which read callers from claims. Check them with <see cref="ClaimOptions"/>.</summary>
public interface IClaimOptions
{
    /// <summary>Gets the path of the claim that names the caller.</summary>
    string? ConsumerClaim { get; }

    /// <summary>Gets the text before the name of a caller.</summary>
    string? ConsumerPrefix { get; }

    /// <summary>Gets the path of the claim with the caller's groups.</summary>
    string? GroupsClaim { get; }

    /// <summary>Gets the groups that claims can grant; <c>null</c> for all.</summary>
    IReadOnlyList<string>? AllowedGroups { get; }

    /// <summary>Gets the scopes that are needed, all of them.</summary>
    IReadOnlyList<string>? RequiredScopes { get; }

    /// <summary>Gets the values that claims must have.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>>? RequiredClaims { get; }
}
