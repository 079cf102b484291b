using System.Runtime.CompilerServices;
using GatewayKit.Authentication;
using GatewayKit.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>Authenticates callers by token, which it asks the authorization server about (RFC 7662).</summary>
[GatewayPlugin<OAuth2IntrospectionOptions>(Name, PluginStage.Authentication)]
public sealed class OAuth2IntrospectionPlugin : IAuthenticationHook, IRequestHook, IDisposable
{
    private const string Name = "oauth2-introspection";

    // An answer is checked once for this entry, and the result goes when the answer goes.
    private readonly ConditionalWeakTable<Answer, CheckedToken> _checked = [];
    private readonly CredentialLocations _locations;
    private readonly ClaimHeaders _headers;
    private readonly Rejections _rejections;
    private readonly TokenCheck _check;
    private readonly FailureLimit _failures;
    private readonly IntrospectionServers _servers;
    private readonly ServerSettings _settings;
    private readonly IntrospectionServer _server;
    private readonly TimeProvider _time;
    private readonly OAuth2IntrospectionOptions _options;

    /// <summary>Initializes a new instance and prepares its rules and results. The server is asked when the first token needs it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="consumers">The consumers.</param>
    /// <param name="clients">The HTTP clients of the assembly.</param>
    /// <param name="counters">The counters of tokens that aren't active.</param>
    /// <param name="time">The clock.</param>
    /// <param name="services">The services of the assembly.</param>
    /// <param name="logger">The log.</param>
    public OAuth2IntrospectionPlugin(
        OAuth2IntrospectionOptions options, IConsumerDirectory consumers, IHttpClientFactory clients, ICounterStore counters,
        TimeProvider time, IServiceProvider services, ILogger<OAuth2IntrospectionPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time) = (options, time);
        _locations = new CredentialLocations(options.Locations.Select(Location), TokenSyntax.MaximumLength);
        _headers = new ClaimHeaders(options.ClaimsToHeaders);
        _rejections = new Rejections(options.Realm, options.RequiredScopes);
        _check = new TokenCheck(options, consumers, _headers, _rejections);
        _failures = new FailureLimit(Name, options.Failures, counters, time, logger);
        _settings = ServerSettings.Of(options);
        _servers = services.GetRequiredService<IntrospectionServers>();
        _server = _servers.Acquire(_settings, clients, time, logger);
    }

    /// <summary>Requires exactly one token, and an answer about it that is fresh enough.</summary>
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        if (_options.AllowPreflight && CorsPreflight.Is(context.Http.Request))
            return AuthenticationResult.NotRequired;

        var presented = _locations.Find(context.Http.Request);
        switch (presented.Presence)
        {
            case CredentialPresence.None:
                return _rejections.Missing;
            case CredentialPresence.Several:
                return _rejections.For(TokenFault.Several);
            case CredentialPresence.TooLong:
                return _rejections.For(TokenFault.TooLong);
        }

        if (!TokenSyntax.IsToken(presented.Value.Span))
            return _rejections.For(TokenFault.Malformed);

        var digest = KeyedDigest.Of(presented.Value.Span);
        return _server.Find(digest, _options.CacheFor) is { } answer
            ? Admit(context, answer)
            : AskAsync(context, digest, presented.Value.ToString());
    }

    /// <summary>
    /// Removes the token, even if another plugin authenticated the caller, and replaces the headers that claims are sent in.
    /// </summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var request = context.Http.Request;
        if (_options.HideCredentials)
            _locations.Remove(request);

        if (!_headers.IsEmpty)
        {
            _headers.Remove(request.Headers);
            foreach (var (name, value) in (context.State as CheckedToken)?.Headers ?? [])
                request.Headers[name] = value;
        }

        return HookResult.Continue;
    }

    /// <summary>Releases the answers of the server.</summary>
    public void Dispose() => _servers.Release(_settings);

    private static CredentialLocation Location(string text)
        => CredentialLocation.TryParse(text, out var location, "Bearer")
            ? location
            : throw new ArgumentException("The options haven't been validated.", nameof(text));

    private async ValueTask<AuthenticationResult> AskAsync(GatewayContext context, KeyedDigest digest, string token)
    {
        // Counted before the call, so that unknown tokens can't flood the server. A request that is aborted stays counted.
        var reservation = default(FailureReservation);
        if (!_server.IsAsking(digest))
        {
            reservation = await _failures.ReserveAsync(context).ConfigureAwait(false);
            if (reservation.Rejection is { } rejection)
                return rejection;
        }

        var answer = await _server.AskAsync(digest, token, context.CancellationToken).ConfigureAwait(false);
        if (answer is not { IsActive: false })
            await _failures.RefundAsync(reservation).ConfigureAwait(false);

        return answer is null ? _rejections.For(TokenFault.Unavailable) : Admit(context, answer);
    }

    /// <summary>Checks what depends on the request: the time, and the client certificate of a token that is bound to one.</summary>
    private AuthenticationResult Admit(GatewayContext context, Answer answer)
    {
        if (!answer.IsActive)
            return _rejections.For(TokenFault.Inactive);

        var now = _time.GetUtcNow().UtcTicks;
        var skew = _options.ClockSkew;
        if (now >= NumericDate.Add(answer.Expires, skew))
            return _rejections.For(TokenFault.Expired);
        if (now < answer.NotBefore - skew.Ticks)
            return _rejections.For(TokenFault.NotYetValid);

        var token = _checked.TryGetValue(answer, out var known) ? known : _checked.GetValue(answer, _check.Check);
        if (token.Certificate is { } certificate && !CertificateBinding.Has(context.Http.Connection.ClientCertificate, certificate))
            return _rejections.For(TokenFault.Certificate);

        context.State = token;
        return token.Result;
    }
}
