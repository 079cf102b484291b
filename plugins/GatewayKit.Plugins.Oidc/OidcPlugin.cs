using GatewayKit.Authentication;
using GatewayKit.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Logs browsers in with OpenID Connect, and authenticates their requests by a session cookie.</summary>
[GatewayPlugin<OidcOptions>("oidc", PluginStage.Authentication)]
public sealed class OidcPlugin : IAuthenticationHook, IRequestHook, IResponseHook, IDisposable
{
    // By then, all entries of a configuration exist.
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(10);

    private readonly Realms _realms;
    private readonly RealmKey _realmKey;
    private readonly Realm _realm;
    private readonly RouteInfo _route;
    private readonly IdentityProvider _provider;
    private readonly ClaimHeaders _headers;
    private readonly CookieJars _jars;
    private readonly ForgedRequests _forged;
    private readonly SessionGate _gate;
    private readonly SessionCookies _cookies;
    private readonly LoginStart _login;
    private readonly OidcEndpoints _endpoints;
    private readonly AuthenticationResult _missing;
    private readonly ITimer _check;
    private readonly bool _redirects;
    private readonly bool _forwards;

    /// <summary>Initializes a new instance. The provider is asked when the first login needs it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="route">The route.</param>
    /// <param name="consumers">The configured consumers.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="files">Watches the key of the client.</param>
    /// <param name="clients">The HTTP clients of this assembly.</param>
    /// <param name="counters">The store that remembers logouts.</param>
    /// <param name="time">The clock.</param>
    /// <param name="services">The services of the assembly and of the host.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="PluginOptionsException">The keys can't be used.</exception>
    public OidcPlugin(
        OidcOptions options, RouteInfo route, IConsumerDirectory consumers, PluginPlacement placement, IPluginFiles files,
        IHttpClientFactory clients, ICounterStore counters, TimeProvider time, IServiceProvider services, ILogger<OidcPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        var errors = new OidcErrors(placement.Key, time, logger);
        var challenge = Challenge.WithRealm("Session", options.Realm).With("login", options.LoginPath).ToString();
        (_route, _redirects, _forwards) = (route, options.Unauthenticated == "redirect", options.Tokens == TokenForwarding.Forward);
        _missing = AuthenticationResult.NoCredentials(challenge);
        _headers = new ClaimHeaders(options.ClaimsToHeaders);
        _provider = new IdentityProvider(
            options, placement, files, clients, services.GetRequiredService<KeySources>(), time, logger);
        _realmKey = RealmKey.Of(options, placement);
        _realms = services.GetRequiredService<Realms>();
        _realm = Open(services, time);
        _realm.Routes.Add(route);

        var hosts = new OwnHosts(options, route);
        _jars = new CookieJars(options.Cookie, hosts);
        _forged = new ForgedRequests(options.Csrf, hosts);
        _cookies = new SessionCookies(_realm, _jars, errors);
        var logouts = new Logouts(_realm.Name, options.Cookie.Lifetime, counters);
        var refresher = new Refresher(_provider, _realm, CacheOf(services), errors, options.RefreshAhead, time);
        _gate = new SessionGate(
            options.Cookie, _realm, new VisitorRules(options, _headers, consumers), logouts, refresher, _jars, time);
        _login = new LoginStart(options, _provider, _realm, hosts, _jars, errors, time);
        _endpoints = new OidcEndpoints(
            options, _gate, _login, new LoginCallback(options, _provider, _realm, logouts, _jars, errors, time),
            new LogoutStart(options, _provider, _gate, logouts, hosts, _jars, _forged),
            new BackchannelLogout(new LogoutTokens(_provider.Signed, options.ClockSkew, time), logouts, errors), _cookies, challenge);
        _check = time.CreateTimer(_ => CheckRoutes(options.CallbackPath, errors), null, s_settling, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Answers the plugin's own paths; otherwise authenticates by the session, or starts a login.</summary>
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
        => _endpoints.Have(context.Http.Request.Path.Value) ? _endpoints.AnswerAsync(context) : AuthenticateBySessionAsync(context);

    /// <summary>Removes the cookies and headers that only the gateway may set, and adds the user's.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var request = context.Http.Request;
        _jars.Remove(request);
        _headers.Remove(request.Headers);
        if ((context.State as Visitor ?? (context.State as Renewal)?.Visitor) is not { } visitor)
        {
            // The upstream takes a token for the user's: only one that another plugin has verified may pass.
            if (_forwards && !VerifiedToken.IsOf(context.Principal))
                request.Headers.Remove(HeaderNames.Authorization);
            return HookResult.Continue;
        }

        foreach (var (name, value) in visitor.Headers)
            request.Headers[name] = value;
        if (_forwards)
            request.Headers.Authorization = visitor.Authorization;
        return HookResult.Continue;
    }

    /// <summary>Sets the new cookie of a session that was renewed for this request.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is Renewal { Visitor.Session: var session })
        {
            var headers = context.Http.Response.Headers;
            headers.SetCookie = StringValues.Concat(headers.SetCookie, _cookies.Renew(context.Http.Request, session));

            // A shared cache must not keep the cookie.
            headers.CacheControl = "no-store";
        }

        return HookResult.Continue;
    }

    /// <summary>Releases the provider and the shared state.</summary>
    public void Dispose()
    {
        _check.Dispose();
        _realm.Routes.Remove(_route);
        _realms.Release(_realmKey);
        _provider.Dispose();
    }

    private async ValueTask<AuthenticationResult> AuthenticateBySessionAsync(GatewayContext context)
    {
        // Before anything else: a page of another site must not cause a refresh, whose cookie its browser would lose.
        var request = context.Http.Request;
        if (_forged.Is(request) && _jars.HaveSession(request))
            return AuthenticationResult.Respond(Problems.Forged);

        var finding = await _gate.FindAsync(request, context.CancellationToken).ConfigureAwait(false);
        if (finding.Problem is { } problem)
            return AuthenticationResult.Respond(problem);
        if (finding.Visitor is not { } visitor)
        {
            return _redirects && Navigation.Is(request)
                ? AuthenticationResult.Respond(
                    await _login.StartAsync(request, ReturnUrl.Of(request), context.CancellationToken).ConfigureAwait(false))
                : _missing;
        }

        // The response hook doesn't run for a rejection.
        if (finding.IsRenewed && visitor.Result.Outcome == AuthenticationOutcome.Forbidden)
            return AuthenticationResult.Respond(_cookies.Renew(request, visitor.Session, Problems.Forbidden(visitor.Result.Reason)));

        context.State = finding.IsRenewed ? new Renewal(visitor) : visitor;
        return visitor.Result;
    }

    // Another entry can have the route for the callback, so that a single one can't report an error when it is created.
    private void CheckRoutes(string callback, OidcErrors errors)
    {
        if (_realm.Routes.MustReport(callback))
            errors.NoRoute(callback);
    }

    private Realm Open(IServiceProvider services, TimeProvider time)
    {
        try
        {
            if (_realmKey.Keys is { } folder && File.Exists(folder))
                throw Unusable($"names {HeaderOptions.Quoted(folder)}, which isn't a folder");

            var hosts = services.GetService<IDataProtectionProvider>()
                ?? (_realmKey.Keys is null ? throw Unusable("is missing, and the host has no keys of its own") : null);
            return _realms.Acquire(_realmKey, hosts!, time);
        }
        catch
        {
            _provider.Dispose();
            throw;
        }
    }

    // The cache in memory isn't shared with other nodes.
    private static IDistributedCache? CacheOf(IServiceProvider services)
        => services.GetService<IDistributedCache>() is { } cache and not MemoryDistributedCache ? cache : null;

    private static PluginOptionsException Unusable(string reason) => new([new OptionsError("dataProtection.keys", reason)]);
}
