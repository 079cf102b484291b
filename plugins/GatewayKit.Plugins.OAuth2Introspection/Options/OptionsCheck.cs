using GatewayKit.Authentication;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>Validates the rules that involve several options.</summary>
internal static class OptionsCheck
{
    public static IEnumerable<OptionsError> Check(OAuth2IntrospectionOptions options)
        => Server(options).Concat(Client(options)).Concat(Tokens(options));

    private static IEnumerable<OptionsError> Server(OAuth2IntrospectionOptions options)
    {
        if (options.Endpoint is null == options.Authority is null)
            yield return new OptionsError("", "must have either 'endpoint' or 'authority'");
        foreach (var error in (options.Endpoint is { } endpoint ? RemoteAddress.Validate("endpoint", endpoint, options.RequireHttps) : [])
            .Concat(options.Authority is { } authority ? RemoteAddress.Validate("authority", authority, options.RequireHttps) : []))
            yield return error;
    }

    private static IEnumerable<OptionsError> Client(OAuth2IntrospectionOptions options)
    {
        if (options.ClientId is null != options.ClientSecret is null)
            yield return new OptionsError("", "must have both 'clientId' and 'clientSecret', or none of them");
        else if (options.ClientId is null == options.Token is null)
            yield return new OptionsError("", "must have either 'clientId' and 'clientSecret' or 'token', to authenticate to the server");
        if (options.Token is { } token && !TokenSyntax.IsToken(token))
            yield return new OptionsError("token", "must be a bearer token (RFC 6750, section 2.1)");
    }

    private static IEnumerable<OptionsError> Tokens(OAuth2IntrospectionOptions options)
    {
        if (options.Locations.Count == 0)
            yield return new OptionsError("locations", "is empty; list at least one location");
        foreach (var error in CredentialLocation.Validate("locations", options.Locations)
            .Concat(ClaimOptions.ValidateList("issuers", options.Issuers))
            .Concat(ClaimOptions.ValidateList("audiences", options.Audiences))
            .Concat(ClaimOptions.Validate(options))
            .Concat(ClaimHeaders.Validate("claimsToHeaders", options.ClaimsToHeaders))
            .Concat(Challenge.ValidateRealm("realm", options.Realm)))
            yield return error;
    }
}
