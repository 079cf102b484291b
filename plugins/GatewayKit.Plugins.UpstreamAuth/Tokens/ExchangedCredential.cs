using System.Collections.Concurrent;
using GatewayKit.Tokens;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.UpstreamAuth.Tokens;

/// <summary>
/// A token that the gateway gets in exchange for the caller's bearer token. It keeps at most 10,000 of them. Callers choose the tokens, so
/// the exchanges at a time are limited, and a token that the endpoint has refused isn't sent again at once.
/// </summary>
internal sealed class ExchangedCredential(TokenExchange options, IHttpClientFactory clients, TimeProvider time, TokenErrors errors)
    : IUpstreamCredential
{
    private const int Capacity = 10_000;
    private const int MaximumExchanges = 100;
    private const int LongestToken = 16 * 1024;
    private const string Scheme = "Bearer ";

    private static readonly GatewayResponse s_noToken = GatewayResponse.Problem(
        401, "Unauthorized", "This request needs a bearer token.").WithHeader("WWW-Authenticate", "Bearer");

    private readonly TokenRequests _endpoint = options.OpenEndpoint(clients, time);

    // The keys are digests, so that the caller's tokens don't stay in memory.
    private readonly MemoryCache _tokens = new(new MemoryCacheOptions { SizeLimit = Capacity });
    private readonly ConcurrentDictionary<CredentialKey, Lazy<Task<Token>>> _pending = new();
    private readonly RefusedTokens _refused = new(time);
    private readonly CancellationTokenSource _disposed = new();
    private int _exchanges;

    public async ValueTask<HookResult> PrepareAsync(GatewayContext context)
    {
        if (BearerOf(context.Http.Request.Headers.Authorization) is not { } subject)
            return HookResult.Respond(s_noToken);

        try
        {
            context.State = await FindAsync(subject, context.CancellationToken).ConfigureAwait(false);
            return HookResult.Continue;
        }
        catch (TokenException error)
        {
            return errors.Answer(error);
        }
    }

    public void Apply(GatewayContext context, HttpRequestMessage request)
        => UpstreamHeaders.Set(request, "Authorization", ((Token)context.State!).Authorization);

    public void Rejected(GatewayContext context)
    {
        // Another token of the same moment wouldn't be better, and a caller could ask for one with every request.
        if (context.State is Token token && !token.IsNew(time)
            && BearerOf(context.Http.Request.Headers.Authorization) is { } subject)
            _tokens.Remove(CredentialKey.FromSecret(subject));
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
        _tokens.Dispose();
    }

    private Task<Token> FindAsync(string subject, CancellationToken cancellation)
    {
        var key = CredentialKey.FromSecret(subject);
        if (_tokens.TryGetValue(key, out Token? known) && known!.IsValid(time))
            return Task.FromResult(known);
        if (_refused.Find(key) is { } refusal)
            return Task.FromException<Token>(refusal);

        // Callers that present the same token wait for one exchange.
        return _pending.GetOrAdd(key, k => new Lazy<Task<Token>>(() => ExchangeAsync(k, subject))).Value.WaitAsync(cancellation);
    }

    private async Task<Token> ExchangeAsync(CredentialKey key, string subject)
    {
        try
        {
            if (Interlocked.Increment(ref _exchanges) > MaximumExchanges)
                throw new TokenException($"{MaximumExchanges} exchanges are in progress");

            var token = await _endpoint.SendAsync(Form(subject), _disposed.Token).ConfigureAwait(false);
            if (token.Lifetime > TimeSpan.Zero)
                _tokens.Set(key, token, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = token.Lifetime });
            return token;
        }
        catch (TokenException error) when (error.RefusesGrant)
        {
            _refused.Add(key, error);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _exchanges);
            _pending.TryRemove(key, out _);
        }
    }

    private KeyValuePair<string, string>[] Form(string subject) =>
    [
        new("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        new("subject_token", subject),
        new("subject_token_type", options.SubjectTokenType),
        .. options.Form(),
    ];

    private static string? BearerOf(StringValues authorization)
        => authorization.Count == 1 && authorization[0] is { Length: > 7 and < LongestToken } value
            && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && value[Scheme.Length..].Trim(' ') is var token
            && TokenEndpoint.IsToken(token) && !token.Contains(',', StringComparison.Ordinal)
            ? token
            : null;
}
