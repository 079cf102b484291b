using System.Text.Json;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.Jwt;

/// <summary>
/// Finds out who a token names:
/// <list type="number">
/// <item>the consumer whose own key has verified the token</item>
/// <item>the consumer that has a credential with the token's issuer and subject</item>
/// <item>otherwise a caller that isn't configured, whose name is the prefix of the tenant and the subject. An issuer must not choose the
/// name
/// of a configured consumer, unless the options allow it, nor a name of another tenant</item>
/// </list>
/// </summary>
internal sealed class CallerResolver(IConsumerDirectory consumers, TenantTable tenants)
{
    /// <param name="rules">The rules for the token.</param>
    /// <param name="issuer">The issuer of the token.</param>
    /// <param name="claims">The claims of the token.</param>
    /// <param name="owner">The consumer whose own key has verified the token; null for the key of an issuer.</param>
    /// <param name="caller">The caller.</param>
    public TokenFault Resolve(TokenRules rules, string? issuer, JsonElement claims, Consumer? owner, out Consumer? caller)
    {
        caller = null;
        if (!rules.Groups.TryRead(claims, out var groups))
            return TokenFault.Groups;

        var name = "";
        if (owner is null)
        {
            if (!rules.ConsumerClaim.TryFind(claims, out var value) || ClaimValue.Text(value) is not { Length: > 0 } subject)
                return TokenFault.Subject;
            if (issuer is not null && consumers.TryFind<JwtCredential>(JwtCredential.OfSubject(issuer, subject), out var match))
                owner = match.Consumer;
            else if (FindByName(rules, name = rules.ConsumerPrefix + subject, out owner) is var fault and not TokenFault.None)
                return fault;
        }

        caller = owner is null ? new Consumer(name, groups)
            : groups.Count == 0 ? owner
            : new Consumer(owner.Name, owner.Groups.Union(groups, StringComparer.Ordinal));
        return TokenFault.None;
    }

    private TokenFault FindByName(TokenRules rules, string name, out Consumer? owner)
    {
        owner = null;
        if (!ClaimNames.IsValid(name))
            return TokenFault.Subject;
        if (tenants.IsForeign(name, rules.ConsumerPrefix))
            return TokenFault.ReservedName;
        if (!consumers.TryGet(name, out owner))
            return TokenFault.None;

        return rules.MatchesConsumers ? TokenFault.None : TokenFault.ReservedName;
    }
}
