using System.Text.Json;

namespace GatewayKit.Authentication;

/// <summary>
/// Reads the scopes of a token: the claim <c>scope</c>, separated by spaces (RFC 8693, section 4.2), and <c>scp</c>, which some providers
/// use instead, as text or as a list.
/// </summary>
public static class ClaimScopes
{
    private static readonly string[] s_names = ["scope", "scp"];

    /// <summary>Returns whether claims contain all scopes.</summary>
    /// <param name="claims">The claims: an object.</param>
    /// <param name="scopes">The scopes, case-sensitive; empty if none is needed.</param>
    public static bool Contain(JsonElement claims, IReadOnlyCollection<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        return scopes.Count == 0 || Of(claims).IsSupersetOf(scopes);
    }

    private static HashSet<string> Of(JsonElement claims)
    {
        var scopes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in s_names)
        {
            if (!claims.TryGetProperty(name, out var value))
                continue;

            foreach (var text in ClaimValue.Texts(value))
                scopes.UnionWith(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return scopes;
    }
}
