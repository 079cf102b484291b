using GatewayKit.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>Asks an authorization service whether the request is allowed, and who is calling.</summary>
[GatewayPlugin<ForwardAuthOptions>("forward-auth", PluginStage.Authentication)]
public sealed class ForwardAuthPlugin : IAuthenticationHook, IRequestHook, IDisposable
{
    private static readonly Verdict s_unavailable = Verdict.Refused(GatewayResponse.Problem(
        503, "Service Unavailable", "The gateway can't check this request at the moment.").WithHeader("Retry-After", "1"));

    private readonly AuthorizationService _service;
    private readonly Question _question;
    private readonly VerdictCache _cache;
    private readonly ServiceErrors _errors;
    private readonly TimeProvider _time;
    private readonly TrustedHeaders _upstreamHeaders;
    private readonly AddressNetworks? _exempt;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="clients">The HTTP clients of this assembly.</param>
    /// <param name="placement">The location of the entry, for the log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public ForwardAuthPlugin(
        ForwardAuthOptions options,
        IHttpClientFactory clients,
        PluginPlacement placement,
        TimeProvider time,
        ILogger<ForwardAuthPlugin> logger)
    {
        _service = new AuthorizationService(options, clients, time);
        _question = new Question(options);
        _cache = new VerdictCache(options.CacheFor, time);
        _errors = new ServiceErrors(placement.Key, time, logger);
        _time = time;
        _upstreamHeaders = new TrustedHeaders(options.UpstreamHeaders);
        _exempt = options.Exempt.Count == 0 ? null : new AddressNetworks(options.Exempt);
    }

    /// <summary>Asks the service, or reuses its earlier decision about the same request.</summary>
    public async ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        if (_exempt?.Contains(context.Http.Connection.RemoteIpAddress) == true)
            return AuthenticationResult.NotRequired;

        var verdict = await DecideAsync(context).ConfigureAwait(false);
        context.State = verdict;
        return verdict.Result;
    }

    /// <summary>Replaces the client's headers by those of the service, even if another plugin authenticated the caller.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var headers = context.Http.Request.Headers;
        _upstreamHeaders.Remove(headers);
        if (context.State is Verdict verdict)
        {
            foreach (var (name, value) in verdict.UpstreamHeaders)
                headers.Append(name, value);
        }

        return HookResult.Continue;
    }

    /// <summary>Releases the cached decisions.</summary>
    public void Dispose() => _cache.Dispose();

    private async Task<Verdict> DecideAsync(GatewayContext context)
    {
        var facts = _question.Facts(context.Http);
        var digest = _cache.IsOn ? Question.Digest(facts) : default;
        if (_cache.Find(digest) is { } known)
            return known;

        try
        {
            var asked = _time.GetTimestamp();
            using var request = _question.ToRequest(context.Http, facts);
            var (verdict, mayKeep) = await _service.AskAsync(request, context.Http, context.CancellationToken).ConfigureAwait(false);
            if (verdict.IsAllowed && mayKeep)
                _cache.Keep(digest, verdict, asked);
            return verdict;
        }
        catch (Exception error) when (error is HttpRequestException or ServiceException or TimeoutException)
        {
            _errors.Report(error);
            return s_unavailable;
        }
    }
}
