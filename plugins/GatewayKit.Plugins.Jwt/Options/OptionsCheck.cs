using GatewayKit.Authentication;

namespace GatewayKit.Plugins.Jwt;

/// <summary>Validates the rules that involve several options.</summary>
internal static class OptionsCheck
{
    private static readonly string[] s_schemes = ["Bearer", "DPoP"];

    public static IEnumerable<OptionsError> Check(JwtOptions options)
        => Shared(options).Concat(TenantCheck.Syntax(options.AsTenant(), "", options.RequireHttps))
            .Concat(options.Tenants.Count > 0 ? Several(options) : Single(options));

    private static IEnumerable<OptionsError> Shared(JwtOptions options)
    {
        if (options.Locations.Count == 0)
            yield return new OptionsError("locations", "is empty; list at least one location");
        foreach (var error in CredentialLocation.Validate("locations", options.Locations)
            .Concat(ClaimHeaders.Validate("claimsToHeaders", options.ClaimsToHeaders))
            .Concat(Challenge.ValidateRealm("realm", options.Realm)))
            yield return error;
        if (options.RequireBinding && !options.Locations.Any(IsAuthorization))
        {
            yield return new OptionsError("locations", "doesn't contain header:Authorization; a token that is bound to a key needs it")
            {
                IsWarning = true,
            };
        }
    }

    private static IEnumerable<OptionsError> Single(JwtOptions options)
    {
        var tenant = options.AsTenant();
        if (tenant.Authority is not null && tenant.Jwks is not null)
            yield return new OptionsError("", "has both 'authority' and 'jwks'; set only one of them");
        foreach (var warning in TenantCheck.Warnings(tenant, ""))
            yield return warning;
    }

    private static IEnumerable<OptionsError> Several(JwtOptions options)
    {
        if (options.Authority is not null || options.Jwks is not null || options.Issuers is not null)
            yield return new OptionsError("", "has 'tenants'; set 'authority', 'jwks' and 'issuers' in each tenant");

        var issuers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < options.Tenants.Count; i++)
        {
            var path = $"tenants[{i}]";
            var tenant = options.Tenants[i];
            if (tenant.Authority is null == tenant.Jwks is null)
                yield return new OptionsError(path, "must have either 'authority' or 'jwks'");
            if (tenant.Issuers is null && tenant.Authority is null)
                yield return new OptionsError(path, "needs 'issuers', because the issuer of a token decides which tenant's rules apply");
            if (options.Tenants.Count > 1 && (tenant.ConsumerPrefix ?? options.ConsumerPrefix) is null)
                yield return new OptionsError(
                    path, "needs 'consumerPrefix', so that callers of different tenants have different names; tenants that "
                        + "share their users can have the same one, also an empty one");
            foreach (var error in TenantCheck.Syntax(tenant, path + ".", options.RequireHttps)
                .Concat(TenantCheck.Warnings(tenant.Or(options.AsTenant()), path + ".")))
                yield return error;

            foreach (var issuer in tenant.Issuers ?? (tenant.Authority is { } authority ? [authority] : []))
            {
                // A slash at the end is the only difference that an authority and its issuer can have.
                if (!issuers.TryAdd(issuer.TrimEnd('/'), i) && issuers[issuer.TrimEnd('/')] != i)
                    yield return new OptionsError(
                        path, $"has the issuer {HeaderOptions.Quoted(issuer)} of tenants[{issuers[issuer.TrimEnd('/')]}]; "
                            + "an issuer can belong to only one tenant");
            }
        }
    }

    private static bool IsAuthorization(string location)
        => CredentialLocation.TryParse(location, out var parsed, s_schemes)
            && parsed.ToString().Equals("header:authorization", StringComparison.Ordinal);
}
