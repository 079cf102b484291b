using GatewayKit.Plugins.Cache.Directives;
using GatewayKit.Plugins.Cache.Filling;
using GatewayKit.Plugins.Cache.Freshness;
using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Serving;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Cache;

/// <summary>
/// Caches responses in memory as a shared HTTP cache (RFC 9111):
/// <list type="number">
/// <item>a request is answered from the store if a response is usable; otherwise one request fetches it, and others wait for it</item>
/// <item>the upstream request validates a stored response that isn't usable by itself</item>
/// <item>the response is stored while it is sent; a 304 renews the stored response, and an error may be replaced by it</item>
/// <item>the response to an unsafe method removes the stored responses of its URIs</item>
/// </list>
/// </summary>
[GatewayPlugin<CacheOptions>("cache", PluginStage.Traffic)]
public sealed class CachePlugin : IRequestHook, IUpstreamRequestHook, IResponseHook, IErrorHook, ICompletionHook, ICommandHook
{
    private readonly CacheOptions _options;
    private readonly TimeProvider _time;
    private readonly VaryBy _varyBy;
    private readonly CacheStore _store;
    private readonly FillTable _fills;
    private readonly StoragePolicy _policy;
    private readonly bool _answersHead;

    /// <summary>Initializes a new instance with an empty store.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    public CachePlugin(CacheOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time;
        _varyBy = new VaryBy(options.VaryBy);
        _store = new CacheStore(options);
        _fills = new FillTable(time);
        _policy = new StoragePolicy(options, _varyBy, time);
        _answersHead = options.Methods.Contains("HEAD");
    }

    /// <summary>Answers from the store, waits for a response that another request fetches, or lets the request pass.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var http = context.Http;
        Span<char> buffer = stackalloc char[CacheKey.ShortLength];
        var hasKey = CacheKey.TryWrite(http, buffer, out var key);
        if (!IsCached(http.Request.Method))
        {
            context.State = new CacheExchange
            {
                Key = hasKey ? key.ToString() : null,
                IsUnsafe = !IsSafe(http.Request.Method),
                Status = CacheStatus.OtherMethod,
            };
            return HookResult.Continue;
        }

        var headers = http.Request.Headers;
        var directives = _options.RespectClient ? RequestDirectives.Parse(headers) : default;
        if (!hasKey || directives.NoStore || MustPass(http))
        {
            context.State = new CacheExchange { Status = directives.NoStore ? CacheStatus.Requested : CacheStatus.Bypassed };
            return HookResult.Continue;
        }

        var identity = new ResponseIdentity(context.Route.Id, context.ClusterId, _varyBy.Of(context));

        // Counted first: a response that is found and then removed isn't used after it.
        var removals = _store.RemovalsOf(key);
        var stored = _store.Find(key, identity, headers);
        if (stored is not null)
        {
            var age = stored.Staleness.Age(_time);
            if (stored.Staleness.IsUsable(age, directives))
                return HookResult.Respond(CachedAnswers.Create(stored, age, http.Request));
        }

        return directives.OnlyIfCached
            ? HookResult.Respond(CachedAnswers.NotCached)
            : Forward(context, key.ToString(), identity, directives, removals, stored);
    }

    /// <summary>Asks the upstream to validate the stored response (RFC 9111, section 4.3.1).</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (context.State is not CacheExchange { MayStore: true } exchange)
            return default;

        exchange.UpstreamHeaders = request.Headers;
        if (context.Http.Response.Headers.Count > 0)
            exchange.PresetHeaders = [.. context.Http.Response.Headers.Keys];
        if (exchange.Validates)
        {
            // The whole response is validated. A condition or a range of the client applies to it afterwards.
            foreach (var name in (ReadOnlySpan<string>)["If-None-Match", "If-Modified-Since", "Range", "If-Range"])
                request.Headers.Remove(name);
            var validators = exchange.Stored!.Validators;
            if (validators.Tag is { } tag)
                request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            if (validators.ModifiedText is { } modified)
                request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        }

        return default;
    }

    /// <summary>Stores the response, renews the stored one, replaces an error by it, or removes what the request has changed.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is not CacheExchange exchange)
            return HookResult.Continue;

        if (context.ResponseOrigin == ResponseOrigin.Upstream)
        {
            if (exchange.IsUnsafe)
                Invalidation.Apply(_store, exchange, context.Http);
            else if (exchange.MayStore && TakeResponse(context, exchange) is { } answer)
                return HookResult.Respond(answer);
        }
        else
        {
            exchange.Fill?.End(FillOutcome.NotStored);
        }

        context.Http.Response.Headers.Append(CacheStatus.Field, exchange.Status);
        return HookResult.Continue;
    }

    /// <summary>Answers with a stale response if the upstream doesn't respond (RFC 5861, section 4).</summary>
    public ValueTask<HookResult> OnErrorAsync(GatewayContext context, Exception error)
    {
        if (context.State is not CacheExchange exchange || error is not UpstreamFailureException)
            return HookResult.Continue;

        exchange.Fill?.End(FillOutcome.NotStored);
        return InsteadOfError(exchange, context.Http.Request, status: null) is { } stale
            ? HookResult.Respond(stale) : HookResult.Continue;
    }

    /// <summary>Ends a fill whose response didn't arrive completely.</summary>
    public void OnCompleted(GatewayContext context)
    {
        if (context.State is not CacheExchange exchange || exchange.Close() is not { } fill)
            return;

        // A failure that isn't the client's would also fail the requests that take over, one after the other.
        if (context.Http.RequestAborted.IsCancellationRequested)
        {
            fill.End(FillOutcome.Abandoned);
        }
        else
        {
            _fills.Mark(exchange.MarkKey);
            fill.End(FillOutcome.NotStored);
        }
    }

    /// <summary>Removes responses: <c>purge</c>.</summary>
    public ValueTask<CommandResult> OnCommandAsync(PluginCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Name == "purge" ? Purge.Run(_store, command.Arguments) : CommandResult.Unknown;
    }

    private ValueTask<HookResult> Forward(
        GatewayContext context, string key, in ResponseIdentity identity, in RequestDirectives directives, long removals,
        StoredResponse? stored)
    {
        var http = context.Http;
        var headers = http.Request.Headers;
        var isConditional = headers.IfNoneMatch.Count > 0 || headers.IfModifiedSince.Count > 0;
        var hasCredentials = headers.Authorization.Count > 0 || context.PassedAuthentication || context.Consumer is not null
            || http.User.Identity?.IsAuthenticated == true;
        var exchange = new CacheExchange
        {
            Key = key,
            Identity = identity,
            Directives = directives,
            Removals = removals,
            RequestedAt = _time.GetTimestamp(),
            Consumer = context.Consumer?.Name,
            PassedAuthentication = context.PassedAuthentication,
            HasCredentials = hasCredentials,
            RequestHeaders = Copy(headers),
            MarkKey = hasCredentials ? $"{key}\ncredentials" : headers.Cookie.Count > 0 ? $"{key}\ncookies" : key,
            MayStore = true,
            Status = CacheStatus.Missed,
        };
        Use(exchange, stored, headers);
        context.State = exchange;

        // A validation for one client, a part or a response to HEAD isn't an answer for others.
        var isShared = HttpMethods.IsGet(http.Request.Method) && !directives.NoCache && _options.MaxWait > TimeSpan.Zero
            && (exchange.Validates || (!isConditional && headers.Range.Count == 0)) && headers.Expect.Count == 0
            && stored is not { Staleness: { NeedsValidation: true } or { Lifetime.Ticks: <= 0 } };
        if (!isShared || _fills.IsMarked(exchange.MarkKey))
            return HookResult.Continue;

        var selection = _store.VaryOf(key).Select(headers);
        var fillKey = $"{exchange.MarkKey}\n{identity.RouteId}\n{identity.ClusterId}\n{identity.VaryBy}\n{selection}";
        if (_fills.TryStart(fillKey, out var fill))
        {
            exchange.TryTake(fill);
            return HookResult.Continue;
        }

        if (stored is not null && stored.Staleness.Age(_time) is var age && stored.Staleness.IsUsableMeanwhile(age, directives))
        {
            context.State = null;
            return HookResult.Respond(CachedAnswers.Create(stored, age, http.Request));
        }

        return WaitAsync(context, exchange, fill);
    }

    /// <summary>Waits for the response that another request fetches. Only if its client is gone does another request take over.</summary>
    private async ValueTask<HookResult> WaitAsync(GatewayContext context, CacheExchange exchange, Fill fill)
    {
        var http = context.Http;
        var outcome = FillOutcome.Abandoned;
        while (outcome == FillOutcome.Abandoned && _options.MaxWait - _time.GetElapsedTime(exchange.RequestedAt) is { Ticks: > 0 } left)
        {
            try
            {
                outcome = await fill.Outcome.WaitAsync(left, _time, http.RequestAborted).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Its client may be slow, or the upstream may never respond: later requests don't wait for it.
                fill.End(FillOutcome.NotStored);
                return HookResult.Continue;
            }

            if (outcome == FillOutcome.Abandoned && _fills.TryStart(fill.Key, out fill))
            {
                exchange.TryTake(fill);
                return HookResult.Continue;
            }
        }

        if (outcome == FillOutcome.Stored && _store.Find(exchange.Key!, exchange.Identity, http.Request.Headers) is { } stored)
        {
            var age = stored.Staleness.Age(_time);
            if (stored.Staleness.IsUsable(age, exchange.Directives))
            {
                context.State = null;
                return HookResult.Respond(CachedAnswers.Create(stored, age, http.Request, CacheStatus.Collapsed));
            }

            Use(exchange, stored, http.Request.Headers);
        }

        return HookResult.Continue;
    }

    private static void Use(CacheExchange exchange, StoredResponse? stored, IHeaderDictionary headers)
    {
        exchange.Stored = stored;
        exchange.Status = stored is null ? CacheStatus.Missed : exchange.Directives.NoCache ? CacheStatus.Requested : CacheStatus.Stale;

        // A client's own tag can't be decided by a stored response without one: the upstream decides.
        exchange.Validates = stored is { Validators.HasAny: true }
            && (stored.Validators.Tag is not null || headers.IfNoneMatch.Count == 0);
    }

    /// <returns>The answer instead of the upstream's; null to forward that.</returns>
    private GatewayResponse? TakeResponse(GatewayContext context, CacheExchange exchange)
    {
        var http = context.Http;
        var status = http.Response.StatusCode;
        if (status == StatusCodes.Status304NotModified && exchange.Validates)
            return Renew(context, exchange);
        if (StatusRules.IsError(status) && InsteadOfError(exchange, http.Request, status) is { } stale)
        {
            exchange.Fill?.End(FillOutcome.NotStored);
            return stale;
        }

        if (HttpMethods.IsHead(http.Request.Method))
            ForgetChanged(exchange, status, http.Response.Headers);
        else
            Fill(context, exchange, status);
        return null;
    }

    private void Fill(GatewayContext context, CacheExchange exchange, int status)
    {
        var http = context.Http;
        var length = http.Response.ContentLength;
        if (length > _options.MaxBodySize.Bytes || _policy.Create(exchange, context, status, http.Response.Headers) is not { } response)
        {
            // An error doesn't say that the stored response is wrong, and some statuses answer this client only.
            if (exchange.Stored is { } old && status is >= 200 and < 500 && !StatusRules.IsForOneRequest(status))
                _store.Remove(exchange.Key!, old);
            LeaveOut(exchange, status);
            return;
        }

        exchange.Status = CacheStatus.AndStored(exchange.Status);
        if (length == 0 || !HasBody(status))
        {
            Keep(exchange, response);
            return;
        }

        var copy = new FillBuffer(_store, length, _options.MaxBodySize.Bytes);
        context.WrapResponseBody(
            body => new FillStream(body, copy, bytes =>
            {
                if (bytes is { } all)
                    Keep(exchange, response with { Body = all });
                else if (!http.RequestAborted.IsCancellationRequested)
                    LeaveOut(exchange, status);
            }),
            keepsLength: true);
    }

    /// <summary>Lets waiting requests pass. Later ones don't wait, because their responses can't be stored either.</summary>
    private void LeaveOut(CacheExchange exchange, int status)
    {
        if (exchange.Fill is not { } fill)
            return;

        if (status < 500)
            _fills.Mark(exchange.MarkKey);
        fill.End(FillOutcome.NotStored);
    }

    private void Keep(CacheExchange exchange, StoredResponse response)
    {
        var isStored = _store.Put(exchange.Key!, exchange.Removals, response, exchange.RequestHeaders!);
        if (isStored)
            _fills.Unmark(exchange.MarkKey);
        exchange.Fill?.End(isStored ? FillOutcome.Stored : FillOutcome.NotStored);
    }

    /// <summary>Renews the stored response with the headers of a 304 (RFC 9111, section 4.3.4), and answers with it.</summary>
    private GatewayResponse Renew(GatewayContext context, CacheExchange exchange)
    {
        var http = context.Http;
        var stored = exchange.Stored!;
        var isOther = stored.Validators.AreReplacedBy(http.Response.Headers.ETag);
        var status = exchange.Directives.NoCache ? CacheStatus.ValidatedAsRequested : CacheStatus.Validated;
        var cookies = http.Response.Headers.SetCookie;
        var renewed = isOther ? null : _policy.Create(exchange, context, stored.Status, Renewal.Merge(stored, http.Response.Headers));
        var current = renewed is null ? stored : renewed with { Body = stored.Body };
        if (renewed is null)
        {
            _store.Remove(exchange.Key!, stored);
            exchange.Fill?.End(FillOutcome.NotStored);
        }
        else
        {
            Keep(exchange, current);
        }

        var answer = CachedAnswers.Create(current, current.Staleness.Age(_time), http.Request, status);
        foreach (var cookie in cookies)
        {
            if (cookie is not null && HttpSyntax.IsHeaderValue(cookie))
                answer = answer.WithHeader("Set-Cookie", cookie);
        }

        return answer;
    }

    private GatewayResponse? InsteadOfError(CacheExchange exchange, HttpRequest request, int? status)
    {
        if (exchange.Stored is not { } stored || stored.Staleness.Age(_time) is var age && !stored.Staleness.IsUsableOnError(age))
            return null;
        if (_store.RemovalsOf(exchange.Key) != exchange.Removals)
            return null;

        return CachedAnswers.Create(stored, age, request, CacheStatus.InsteadOfError(stored.Staleness.Lifetime - age, status));
    }

    /// <summary>Removes the stored response if that to HEAD differs (RFC 9111, section 4.3.5).</summary>
    private void ForgetChanged(CacheExchange exchange, int status, IHeaderDictionary headers)
    {
        if (exchange.Stored is { } stored && status == StatusCodes.Status200OK
            && (stored.Validators.DifferFrom(headers) || (headers.ContentLength is { } length && length != stored.Body.Length)))
            _store.Remove(exchange.Key!, stored);
    }

    private static HeaderDictionary Copy(IHeaderDictionary headers)
    {
        var copy = new HeaderDictionary(headers.Count);
        foreach (var (name, values) in headers)
            copy[name] = values;
        return copy;
    }

    private bool IsCached(string method) => HttpMethods.IsGet(method) || (_answersHead && HttpMethods.IsHead(method));

    // The methods that RFC 9110, section 9.2.1, and the QUERY method define as safe.
    private static bool IsSafe(string method)
        => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method)
            || method.Equals("QUERY", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether only the upstream can answer: a body, a tunnel, or a condition that concerns the resource itself.</summary>
    private static bool MustPass(HttpContext http)
    {
        var headers = http.Request.Headers;
        return headers.Upgrade.Count > 0 || headers.IfMatch.Count > 0 || headers.IfUnmodifiedSince.Count > 0
            || http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true
            || http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;
    }

    private static bool HasBody(int status) => status is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent);
}
