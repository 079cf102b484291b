using System.Collections.Frozen;

namespace GatewayKit.Plugins.Jwt;

/// <summary>Finds the tenant of a token by its issuer.</summary>
internal sealed class TenantTable
{
    private readonly FrozenDictionary<string, Tenant> _byIssuer;
    private readonly Tenant? _any;
    private readonly string[] _prefixes;

    /// <param name="tenants">The tenants with their options.</param>
    public TenantTable(IReadOnlyList<(JwtTenant Options, Tenant Tenant)> tenants)
    {
        var byIssuer = new Dictionary<string, Tenant>(StringComparer.Ordinal);
        foreach (var (options, tenant) in tenants)
        {
            if (options.Issuers is null && options.Authority is null)
                _any = tenant;
            foreach (var issuer in options.Issuers ?? Spellings(options.Authority))
                byIssuer[issuer] = tenant;
        }

        _byIssuer = byIssuer.ToFrozenDictionary(StringComparer.Ordinal);
        _prefixes = [.. tenants.Select(tenant => tenant.Tenant.Rules.ConsumerPrefix).Where(prefix => prefix.Length > 0)];
    }

    /// <summary>Returns the tenant of an issuer; null if there is none.</summary>
    public Tenant? Find(string? issuer) => issuer is not null && _byIssuer.TryGetValue(issuer, out var tenant) ? tenant : null;

    /// <summary>The tenant without configured issuers; null if there is none.</summary>
    public Tenant? Any => _any;

    /// <summary>Returns whether a name of one tenant could also be a name of a tenant with a longer prefix.</summary>
    public bool IsForeign(string name, string prefix)
    {
        foreach (var other in _prefixes)
        {
            if (other.Length > prefix.Length && name.StartsWith(other, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    // The authority may be configured without the slash that the issuer has, or with it.
    private static string[] Spellings(string? authority)
        => authority is null ? [] : [authority.TrimEnd('/'), authority.TrimEnd('/') + "/"];
}
