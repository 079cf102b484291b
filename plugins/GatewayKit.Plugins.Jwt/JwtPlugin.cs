using GatewayKit.Authentication;
using GatewayKit.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Jwt;

/// <summary>Authenticates callers by JSON Web Token (RFC 7519).</summary>
[GatewayPlugin<JwtOptions>("jwt", PluginStage.Authentication)]
[ConsumerCredential<JwtCredential>("jwt")]
public sealed class JwtPlugin : IAuthenticationHook, IRequestHook, ICompletionHook, IDisposable
{
    private readonly TokenCache _cache = new();
    private readonly CredentialLocations _locations;
    private readonly ClaimHeaders _headers;
    private readonly TenantKeys _keys;
    private readonly TokenVerifier _verifier;
    private readonly DpopProofs _proofs;
    private readonly JwtRejections _rejections;
    private readonly TimeProvider _time;
    private readonly bool _hide;
    private readonly bool _allowsPreflight;

    /// <summary>Initializes a new instance and prepares its rules, keys and results. Keys of identity providers are fetched when the first
    /// token needs them.</summary>
    /// <param name="options">The options.</param>
    /// <param name="consumers">The consumers and their credentials.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="files">Watches key files.</param>
    /// <param name="clients">The HTTP clients of the host.</param>
    /// <param name="counters">The store that remembers proofs of possession.</param>
    /// <param name="time">The clock.</param>
    /// <param name="services">The services of the assembly.</param>
    /// <param name="logger">The log.</param>
    public JwtPlugin(
        JwtOptions options, IConsumerDirectory consumers, PluginPlacement placement, IPluginFiles files, IHttpClientFactory clients,
        ICounterStore counters, TimeProvider time, IServiceProvider services, ILogger<JwtPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_time, _hide, _allowsPreflight) = (time, options.HideCredentials, options.AllowPreflight);
        _locations = new CredentialLocations(options.Locations.Select(Location), JwsReader.MaximumLength);
        _headers = new ClaimHeaders(options.ClaimsToHeaders);
        _rejections = new JwtRejections(
            options.Realm, options.Dpop, options.RequireBinding || options.Tenants.Any(tenant => tenant.RequireBinding == true));
        _proofs = new DpopProofs(options.Dpop, options.ClockSkew, placement, counters, time);
        _keys = new TenantKeys(options, placement, files, services.GetRequiredService<KeySources>());
        var tenants = new TenantTable(_keys.Open(_rejections.Challenges, clients, time, logger));
        _verifier = new TokenVerifier(tenants, new TokenRules(options.AsTenant(), _rejections.Challenges), consumers, _headers);
    }

    /// <summary>Requires exactly one token and verifies it, or finds it among those verified before.</summary>
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        if (_allowsPreflight && CorsPreflight.Is(context.Http.Request))
            return AuthenticationResult.NotRequired;

        var presented = _locations.Find(context.Http.Request);
        switch (presented.Presence)
        {
            case CredentialPresence.None:
                return _rejections.Missing;
            case CredentialPresence.Several:
                return Reject(TokenFault.Several, presented);
            case CredentialPresence.TooLong:
                return Reject(TokenFault.TooLong, presented);
        }

        var hash = CredentialKey.FromSecret(presented.Value.Span);
        if (_cache.Find(hash) is not { } token)
            return VerifyAsync(context, presented, hash);

        token.Source?.Touch();
        return Admit(context, presented, token);
    }

    /// <summary>
    /// Removes the token, even if another plugin authenticated the caller, and replaces the headers that claims are sent in.
    /// </summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var request = context.Http.Request;
        var sent = request.Headers.Authorization;
        if (_hide)
        {
            _locations.Remove(request);
            request.Headers.Remove(DpopProofs.HeaderName);
        }

        if (!_headers.IsEmpty)
        {
            _headers.Remove(request.Headers);
            foreach (var (name, value) in (context.State as VerifiedToken)?.Headers ?? [])
                request.Headers[name] = value;
        }

        if (sent.Count == 1 && request.Headers.Authorization.Count == 0)
            context.State = sent.ToString();
        return HookResult.Continue;
    }

    /// <summary>
    /// Restores the removed token after the exchange, because Kestrel uses the text of a header again if the next request of the
    /// connection has the same. Otherwise, each request would allocate the token, which is usually longer than everything else.
    /// </summary>
    public void OnCompleted(GatewayContext context)
    {
        if (context.State is string sent && context.Http.Request.Headers.Authorization.Count == 0)
            context.Http.Request.Headers.Authorization = sent;
    }

    /// <summary>Releases the keys of identity providers.</summary>
    public void Dispose() => _keys.Dispose();

    private static CredentialLocation Location(string text)
        => CredentialLocation.TryParse(text, out var location, "Bearer", "DPoP")
            ? location
            : throw new ArgumentException("The options haven't been validated.", nameof(text));

    private static bool IsDpop(in PresentedCredential presented) => presented.Scheme == "DPoP";

    private AuthenticationResult Reject(TokenFault fault, in PresentedCredential presented) => _rejections.For(fault, IsDpop(presented));

    private async ValueTask<AuthenticationResult> VerifyAsync(GatewayContext context, PresentedCredential presented, CredentialKey hash)
    {
        var (fault, token) = await _verifier.VerifyAsync(presented.Value, context.CancellationToken).ConfigureAwait(false);
        if (token is null)
            return Reject(fault, presented);

        // A token that has expired isn't worth a place.
        if (_time.GetUtcNow().UtcTicks < token.Expires)
            _cache.Add(hash, token);
        return await Admit(context, presented, token).ConfigureAwait(false);
    }

    /// <summary>Checks what depends on the request: the time, and the proofs of a token that is bound to its sender.</summary>
    private ValueTask<AuthenticationResult> Admit(GatewayContext context, in PresentedCredential presented, VerifiedToken token)
    {
        if (token.FaultAt(_time.GetUtcNow().UtcTicks) is var fault and not TokenFault.None)
            return Reject(fault, presented);
        if (token.Confirmation.CertificateThumbprint is { } certificate
            && !CertificateBinding.Has(context.Http.Connection.ClientCertificate, certificate))
            return Reject(TokenFault.Certificate, presented);
        if (token.Confirmation.KeyThumbprint is { } key)
            return IsDpop(presented) ? ProveAsync(context, presented, token, key) : Reject(TokenFault.ProofMissing, presented);
        if (IsDpop(presented))
            return Reject(TokenFault.NotBound, presented);

        context.State = token;
        return token.Result;
    }

    private async ValueTask<AuthenticationResult> ProveAsync(
        GatewayContext context, PresentedCredential presented, VerifiedToken token, string key)
    {
        var fault = await _proofs
            .CheckAsync(context.Http.Request, presented.Value, key, context.Http.RequestAborted)
            .ConfigureAwait(false);
        if (fault == TokenFault.ProofNonce && _proofs.CreateNonce() is { } nonce)
            return _rejections.NeedNonce(nonce);
        if (fault != TokenFault.None)
            return Reject(fault, presented);

        context.State = token;
        return token.Result;
    }
}
