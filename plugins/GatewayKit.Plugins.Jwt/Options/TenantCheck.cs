using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Jwt;

/// <summary>Validates the options of an issuer.</summary>
internal static class TenantCheck
{
    /// <summary>Checks each option by itself.</summary>
    /// <param name="tenant">The options as configured.</param>
    /// <param name="path">The path before the names of the options, such as <c>tenants[0].</c>; may be empty.</param>
    /// <param name="requiresHttps">Whether addresses of other machines need https.</param>
    public static IEnumerable<OptionsError> Syntax(JwtTenant tenant, string path, bool requiresHttps)
    {
        if (tenant.Authority is { } authority)
        {
            foreach (var error in RemoteAddress.Validate(path + "authority", authority, requiresHttps))
                yield return error;
        }

        foreach (var error in Keys(tenant, path, requiresHttps).Concat(Lists(tenant, path)).Concat(ClaimOptions.Validate(tenant, path)))
            yield return error;
        for (var i = 0; i < tenant.Algorithms?.Count; i++)
        {
            var algorithm = tenant.Algorithms[i];
            if (!SigningAlgorithms.All.Contains(algorithm))
                yield return new OptionsError($"{path}algorithms[{i}]",
                    $"is {HeaderOptions.Quoted(algorithm)}; it must be one of {string.Join(", ", SigningAlgorithms.All)}");
        }
    }

    /// <summary>Returns what works but accepts more tokens than intended.</summary>
    /// <param name="tenant">The options with the defaults.</param>
    /// <param name="path">The path before the names of the options.</param>
    public static IEnumerable<OptionsError> Warnings(JwtTenant tenant, string path)
    {
        if (tenant.Audiences is null && (tenant.Authority is not null || tenant.Jwks is not null))
        {
            yield return new OptionsError(path + "audiences",
                "is missing; tokens that the issuer made for other services are accepted, too")
            {
                IsWarning = true,
            };
        }

        if (tenant.Issuers is null && tenant.Jwks is not null)
        {
            yield return new OptionsError(path + "issuers",
                "is missing; tokens with any 'iss' are accepted if a key of 'jwks' verifies them")
            {
                IsWarning = true,
            };
        }
    }

    private static IEnumerable<OptionsError> Keys(JwtTenant tenant, string path, bool requiresHttps)
    {
        if (tenant.Jwks is null)
        {
            if (tenant.Authority is not null && tenant.Algorithms?.Any(SigningAlgorithms.IsSymmetric) == true)
                yield return new OptionsError(path + "algorithms",
                    "contains an algorithm for secrets; an identity provider publishes only public keys");
            yield break;
        }

        if (!KeyLocation.TryParse(tenant.Jwks, out var location))
        {
            yield return new OptionsError(path + "jwks", "must be a URL, a file, or a JSON Web Key Set");
            yield break;
        }

        if (location.Address is { } address)
        {
            foreach (var error in RemoteAddress.Validate(path + "jwks", address, requiresHttps))
                yield return error;
        }

        if (location.Text is { } text)
        {
            var problems = new List<string>();
            JwksReader.Read(text, problems, refusesPrivate: true);
            foreach (var problem in problems)
                yield return new OptionsError(path + "jwks", problem);
        }
    }

    private static IEnumerable<OptionsError> Lists(JwtTenant tenant, string path)
        => ClaimOptions.ValidateList(path + "issuers", tenant.Issuers)
            .Concat(ClaimOptions.ValidateList(path + "audiences", tenant.Audiences))
            .Concat(ClaimOptions.ValidateList(path + "algorithms", tenant.Algorithms))
            .Concat(ClaimOptions.ValidateList(path + "tokenTypes", tenant.TokenTypes));
}
