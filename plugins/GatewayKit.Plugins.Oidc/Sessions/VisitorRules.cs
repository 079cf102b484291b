using System.Text.Json;
using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Prepares what an entry does with a session: the caller, the claims that it needs, the headers for the upstream.</summary>
internal sealed class VisitorRules
{
    private const string Missing = "The login lacks a claim that this route needs.";
    private const string Nameless = "The login doesn't name a caller, or its name isn't valid.";
    private const string Reserved = "The login names a caller that is configured in the gateway.";
    private const string Groups = "The login has too many groups.";

    private readonly IConsumerDirectory _consumers;
    private readonly bool _matchesConsumers;
    private readonly string _prefix;
    private readonly ClaimPath _name;
    private readonly ClaimGroups _groups;
    private readonly ClaimRules _claims;
    private readonly ClaimHeaders _headers;
    private readonly long? _maximumAge;

    public VisitorRules(OidcOptions options, ClaimHeaders headers, IConsumerDirectory consumers)
    {
        (_consumers, _headers, _matchesConsumers) = (consumers, headers, options.MatchConsumers);
        _prefix = options.ConsumerPrefix;
        _name = new ClaimPath(options.ConsumerClaim);
        _groups = new ClaimGroups(options.GroupsClaim is { } groups ? new ClaimPath(groups) : null, options.AllowedGroups);
        _claims = new ClaimRules(options.RequiredClaims);
        _maximumAge = options.MaxAge is { } age ? (long)(age + options.ClockSkew).TotalSeconds : null;
    }

    /// <summary>Prepares a session.</summary>
    /// <returns>The visitor; null if this entry needs a new login.</returns>
    public Visitor? Prepare(Session session)
    {
        if (SessionClaims.Of(session) is not { } claims || SessionClaims.Text(claims, "sub") is not { } subject
            || !IsFresh(session, claims))
            return null;

        return new Visitor
        {
            Session = session,
            Claims = claims,
            Result = Judge(claims),
            Headers = _headers.Read(claims),
            Authorization = "Bearer " + session.AccessToken,
            Key = Logouts.OfSession(session.Id),
            ProviderKey = session.ProviderSession is { } id ? Logouts.OfProviderSession(id) : null,
            UserKey = Logouts.OfUser(subject),
        };
    }

    // Another entry, without a maximum age, may have done the login.
    private bool IsFresh(Session session, JsonElement claims)
        => _maximumAge is not { } age
            || (NumericDate.TryRead(claims, "auth_time", out var ticks) && ticks is { } time
                && session.Created - new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeSeconds() <= age);

    private AuthenticationResult Judge(JsonElement claims)
    {
        if (!_groups.TryRead(claims, out var groups))
            return AuthenticationResult.Forbidden(Groups);
        if (!_name.TryFind(claims, out var value) || ClaimValue.Text(value) is not { Length: > 0 } subject
            || !ClaimNames.IsValid(_prefix + subject))
            return AuthenticationResult.Forbidden(Nameless);
        var name = _prefix + subject;
        if (_consumers.TryGet(name, out var consumer) && !_matchesConsumers)
            return AuthenticationResult.Forbidden(Reserved);
        if (!_claims.AreSatisfiedBy(claims))
            return AuthenticationResult.Forbidden(Missing);

        var caller = consumer is null ? new Consumer(name, groups)
            : groups.Count == 0 ? consumer
            : new Consumer(name, consumer.Groups.Union(groups, StringComparer.Ordinal));
        return AuthenticationResult.Authenticated(caller, ClaimPrincipals.Create(claims, "oidc", caller));
    }
}
