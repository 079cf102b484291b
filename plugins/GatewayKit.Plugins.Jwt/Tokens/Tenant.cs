using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Jwt;

/// <summary>An issuer with its rules and keys.</summary>
internal sealed class Tenant(TokenRules rules, IKeySource keys)
{
    public TokenRules Rules => rules;

    public IKeySource Keys => keys;

    /// <summary>Returns whether the keys are those of a token's issuer; the metadata says how exactly it is written.</summary>
    public bool IsIssuer(string? issuer, KeySet known)
        => rules.Issuers is { } issuers ? issuer is not null && issuers.Contains(issuer) : known.Issuer is null || known.Issuer == issuer;
}
