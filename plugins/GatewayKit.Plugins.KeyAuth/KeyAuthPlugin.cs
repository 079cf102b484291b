using GatewayKit.Authentication;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>Authenticates consumers by API key.</summary>
[GatewayPlugin<KeyAuthOptions>(Name, PluginStage.Authentication)]
[ConsumerCredential<KeyAuthCredential>(Name)]
public sealed class KeyAuthPlugin : IAuthenticationHook, IRequestHook, ICommandHook
{
    private const string Name = "key-auth";

    private readonly IConsumerDirectory _consumers;
    private readonly CredentialLocations _keys;
    private readonly KeyUses _uses;
    private readonly VerifiedKeys _verified;
    private readonly FailureLimit _failures;
    private readonly KeyAuthLog _log;
    private readonly TimeProvider _time;
    private readonly bool _hide;
    private readonly bool _allowsPreflight;
    private readonly AuthenticationResult _none;
    private readonly AuthenticationResult _several;
    private readonly AuthenticationResult _empty;
    private readonly AuthenticationResult _unknown;
    private readonly AuthenticationResult _expired;

    /// <summary>Initializes a new instance and prepares its results.</summary>
    /// <param name="options">The options.</param>
    /// <param name="consumers">The consumers and their credentials.</param>
    /// <param name="uses">The last uses of keys, which all entries share.</param>
    /// <param name="counters">The counters of failed attempts.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public KeyAuthPlugin(
        KeyAuthOptions options,
        IConsumerDirectory consumers, KeyUses uses, ICounterStore counters, TimeProvider time, ILogger<KeyAuthPlugin> logger)
    {
        _consumers = consumers;
        _keys = new CredentialLocations(options.Locations(), KeyAuthCredential.MaximumLength);
        _uses = uses;
        _uses.Forget(consumers);
        _verified = uses.VerifiedOf(consumers);
        _failures = new FailureLimit(Name, options.Failures, counters, time, logger);
        _log = new KeyAuthLog(time, logger);
        _time = time;
        _hide = options.HideCredentials;
        _allowsPreflight = options.AllowPreflight;
        var challenge = Challenge.WithRealm("Key", options.Realm).ToString();
        _none = AuthenticationResult.NoCredentials(challenge);
        _several = AuthenticationResult.Rejected(challenge, "The request has more than one API key.");
        _empty = AuthenticationResult.Rejected(challenge, "The API key is empty.");
        _unknown = AuthenticationResult.Rejected(challenge, "The API key is not valid.");
        _expired = AuthenticationResult.Rejected(challenge, "The API key has expired.");
    }

    /// <summary>Requires exactly one key and finds the consumer that owns it.</summary>
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        if (_allowsPreflight && CorsPreflight.Is(context.Http.Request))
            return AuthenticationResult.NotRequired;

        var result = Authenticate(context);
        return result.Outcome == AuthenticationOutcome.Rejected ? _failures.CountAsync(context, result) : result;
    }

    /// <summary>Removes the key from the request, even if another plugin authenticated the caller.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        if (_hide)
            _keys.Remove(context.Http.Request);

        return HookResult.Continue;
    }

    /// <summary>Handles the command <c>last-use</c>, which tells when a consumer's keys were last used at this node.</summary>
    public ValueTask<CommandResult> OnCommandAsync(PluginCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Name == "last-use" ? LastUse.Of(command.Arguments, _consumers, _uses) : CommandResult.Unknown;
    }

    private AuthenticationResult Authenticate(GatewayContext context)
    {
        var presented = _keys.Find(context.Http.Request);
        switch (presented.Presence)
        {
            case CredentialPresence.None:
                return _none;
            case CredentialPresence.Several:
                return _several;
            case CredentialPresence.TooLong:
                return _unknown;
        }

        if (presented.Value.Span.IsWhiteSpace())
            return _empty;

        var key = Find(presented.Value.Span);
        return key is null ? _unknown : Authenticate(key.Hash, key.Match);
    }

    private VerifiedKey? Find(ReadOnlySpan<char> presented)
    {
        var fingerprint = _verified.Fingerprint(presented);
        if (_verified.Find(fingerprint) is { } known)
            return known;

        var hash = CredentialKey.FromSecret(presented);
        if (!_consumers.TryFind<KeyAuthCredential>(hash, out var match))
            return null;

        var verified = new VerifiedKey(fingerprint, hash, match);
        _verified.Add(verified);
        return verified;
    }

    private AuthenticationResult Authenticate(in CredentialKey key, CredentialMatch<KeyAuthCredential> match)
    {
        var now = _time.GetUtcNow();
        var credential = match.Credential;
        if (now >= credential.ExpiresAt)
        {
            _log.Expired(match);
            return _expired;
        }

        _uses.Record(key, now);
        return AuthenticationResult.Authenticated(match.Consumer).WithCredential(credential.Id);
    }
}
