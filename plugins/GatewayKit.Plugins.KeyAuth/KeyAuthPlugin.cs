using GatewayKit.Authentication;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>Authenticates consumers by API key.</summary>
[GatewayPlugin<KeyAuthOptions>("key-auth", PluginStage.Authentication)]
[ConsumerCredential<KeyAuthCredential>("key-auth")]
public sealed class KeyAuthPlugin : IAuthenticationHook, IRequestHook
{
    private readonly IConsumerDirectory _consumers;
    private readonly CredentialLocations _keys;
    private readonly bool _hide;
    private readonly bool _allowsPreflight;
    private readonly AuthenticationResult _none;
    private readonly AuthenticationResult _several;
    private readonly AuthenticationResult _empty;
    private readonly AuthenticationResult _unknown;

    /// <summary>Initializes a new instance and prepares its results.</summary>
    /// <param name="options">The options.</param>
    /// <param name="consumers">The consumers and their credentials.</param>
    public KeyAuthPlugin(KeyAuthOptions options, IConsumerDirectory consumers)
    {
        _consumers = consumers;
        _keys = new CredentialLocations(options.Locations(), KeyAuthCredential.MaximumLength);
        _hide = options.HideCredentials;
        _allowsPreflight = options.AllowPreflight;
        var challenge = Challenge.WithRealm("Key", options.Realm).ToString();
        _none = AuthenticationResult.NoCredentials(challenge);
        _several = AuthenticationResult.Rejected(challenge, "The request has more than one API key.");
        _empty = AuthenticationResult.Rejected(challenge, "The API key is empty.");
        _unknown = AuthenticationResult.Rejected(challenge, "The API key is not valid.");
    }

    /// <summary>Requires exactly one key and finds the consumer that owns it.</summary>
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
        => _allowsPreflight && CorsPreflight.Is(context.Http.Request) ? AuthenticationResult.NotRequired : Authenticate(context);

    /// <summary>Removes the key from the request, even if another plugin authenticated the caller.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        if (_hide)
            _keys.Remove(context.Http.Request);

        return HookResult.Continue;
    }

    private AuthenticationResult Authenticate(GatewayContext context)
    {
        var key = _keys.Find(context.Http.Request);
        return key.Presence switch
        {
            CredentialPresence.None => _none,
            CredentialPresence.Several => _several,
            CredentialPresence.TooLong => _unknown,
            _ when key.Value.Span.IsWhiteSpace() => _empty,
            _ when _consumers.TryFind<KeyAuthCredential>(CredentialKey.FromSecret(key.Value.Span), out var match)
                => AuthenticationResult.Authenticated(match.Consumer),
            _ => _unknown,
        };
    }
}
