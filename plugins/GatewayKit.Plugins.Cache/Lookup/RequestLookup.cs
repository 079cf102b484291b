using System.Diagnostics.CodeAnalysis;
using GatewayKit.Plugins.Cache.Directives;
using GatewayKit.Plugins.Cache.Filling;
using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Serving;
using GatewayKit.Plugins.Cache.Shared;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Cache.Lookup;

/// <summary>
/// Answers a request from the store, lets it wait for a response that another request fetches, or forwards it:
/// <list type="number">
/// <item>a request that the cache can't answer passes</item>
/// <item>a usable response is the answer</item>
/// <item>otherwise one request fetches a response; others get the stale one if they may, or wait</item>
/// </list>
/// </summary>
internal sealed class RequestLookup(
    CacheOptions options, VaryBy varyBy, CacheStore store, SharedTier? shared, FillTable fills, CacheTelemetry telemetry, TimeProvider time)
{
    private readonly bool _answersHead = options.Methods.Contains("HEAD");

    public ValueTask<HookResult> RunAsync(GatewayContext context)
    {
        var http = context.Http;
        Span<char> buffer = stackalloc char[CacheKey.ShortLength];
        var hasKey = CacheKey.TryWrite(http, buffer, out var key);
        if (!IsCached(http.Request.Method))
        {
            context.State = new CacheExchange
            {
                Key = hasKey ? key.ToString() : null,
                IsUnsafe = !CacheableRequest.IsSafe(http.Request.Method),
                Status = CacheStatus.OtherMethod,
            };
            return HookResult.Continue;
        }

        var headers = http.Request.Headers;
        var directives = options.RespectClient ? RequestDirectives.Parse(headers) : default;
        if (!hasKey || directives.NoStore || CacheableRequest.MustPass(http))
        {
            context.State = new CacheExchange { Status = directives.NoStore ? CacheStatus.Requested : CacheStatus.Bypassed };
            return HookResult.Continue;
        }

        var identity = new ResponseIdentity(context.Route.Id, context.ClusterId, varyBy.Of(context));

        // Counted first: a response that is found and then removed isn't used after it.
        var removals = store.RemovalsOf(key);
        var stored = store.Find(key, identity, headers);
        if (stored is not null && stored.Staleness.Age(time) is var age && stored.Staleness.IsUsable(age, directives))
        {
            telemetry.Count(age < stored.Staleness.Lifetime ? CacheResult.Hit : CacheResult.Stale);
            return HookResult.Respond(CachedAnswers.Create(stored, age, http.Request));
        }

        if (directives.OnlyIfCached)
        {
            telemetry.Count(CacheResult.Miss);
            return HookResult.Respond(CachedAnswers.NotCached);
        }

        return FetchAsync(context, Begin(context, key.ToString(), identity, directives, removals, stored));
    }

    private CacheExchange Begin(
        GatewayContext context, string key, in ResponseIdentity identity, in RequestDirectives directives, long removals,
        StoredResponse? stored)
    {
        var headers = context.Http.Request.Headers;
        var hasCredentials = CacheableRequest.HasCredentials(context);
        var exchange = new CacheExchange
        {
            Key = key,
            Identity = identity,
            Directives = directives,
            Removals = removals,
            Purges = shared?.Purges,
            RequestedAt = time.GetTimestamp(),
            Consumer = context.Consumer?.Name,
            PassedAuthentication = context.PassedAuthentication,
            HasCredentials = hasCredentials,
            RequestHeaders = CacheableRequest.Copy(headers),
            MarkKey = hasCredentials ? $"{key}\ncredentials" : headers.Cookie.Count > 0 ? $"{key}\ncookies" : key,
            MayStore = true,
            Result = CacheResult.Miss,
            Status = CacheStatus.Missed,
        };
        exchange.Use(stored);
        context.State = exchange;
        return exchange;
    }

    /// <summary>Forwards the request, or uses the response that another one fetches.</summary>
    private ValueTask<HookResult> FetchAsync(GatewayContext context, CacheExchange exchange)
    {
        var stored = exchange.Stored;
        if (fills.IsMarked(exchange.MarkKey))
            return HookResult.Continue;
        if (!IsShared(context.Http, exchange))
            return LookAsync(context, exchange);

        var selection = store.VaryOf(exchange.Key!).Select(context.Http.Request.Headers);
        var identity = exchange.Identity;
        var fillKey = $"{exchange.MarkKey}\n{identity.RouteId}\n{identity.ClusterId}\n{identity.VaryBy}\n{selection}";
        if (fills.TryStart(fillKey, out var fill))
        {
            exchange.TryTake(fill);
            return TryFindFilled(context, exchange, out var answer)
                ? HookResult.Respond(EndWith(fill, answer)) : LookAsync(context, exchange);
        }

        return stored is not null && stored.Staleness.Age(time) is var age
            && stored.Staleness.IsUsableMeanwhile(age, exchange.Directives)
                ? HookResult.Respond(Answer(context, stored, age, CacheResult.Stale))
                : WaitAsync(context, exchange, fill);
    }

    /// <summary>Looks in the shared store before the upstream is asked. A validation costs less than reading a whole body, which the
    /// answer to HEAD doesn't have.</summary>
    private ValueTask<HookResult> LookAsync(GatewayContext context, CacheExchange exchange)
        => shared is null || exchange.Directives.NoCache || HttpMethods.IsHead(context.Http.Request.Method) ? Proceed(context, exchange)
            : exchange.Validates || exchange.Stored is { Staleness.NeedsValidation: true } ? PrepareAsync(shared.Reader, context, exchange)
            : LookInAsync(shared.Reader, context, exchange);

    private async ValueTask<HookResult> PrepareAsync(SharedReader reader, GatewayContext context, CacheExchange exchange)
    {
        await reader.PrepareAsync(exchange, context.Http.RequestAborted).ConfigureAwait(false);
        return Proceed(context, exchange);
    }

    private async ValueTask<HookResult> LookInAsync(SharedReader reader, GatewayContext context, CacheExchange exchange)
    {
        if (await reader.FindAsync(exchange, context.Http.RequestAborted).ConfigureAwait(false) is not { } found)
            return Proceed(context, exchange);

        var age = found.Staleness.Age(time);
        var left = found.Staleness.Lifetime - age;
        if ((exchange.Stored is { Staleness: var own } && own.Lifetime - own.Age(time) >= left)
            || !store.Put(exchange.Key!, exchange.Removals, found, exchange.RequestHeaders!))
            return Proceed(context, exchange);

        exchange.Use(found);
        if (!found.Staleness.IsUsable(age, exchange.Directives))
            return Proceed(context, exchange);

        exchange.Fill?.End(FillOutcome.Stored);
        return HookResult.Respond(Answer(context, found, age, CacheResult.Hit, CacheStatus.SharedHit(left)));
    }

    /// <summary>Forwards the request. If the stored response may be used meanwhile, it is the answer, and the upstream is asked in the
    /// background (RFC 5861, section 3).</summary>
    private HookResult Proceed(GatewayContext context, CacheExchange exchange)
    {
        if (exchange is not { Fill: not null, Stored: { } stored } || stored.Staleness.Age(time) is var age
            && !stored.Staleness.IsUsableMeanwhile(age, exchange.Directives))
            return HookResult.Continue;

        exchange.Result = CacheResult.Renewal;
        if (context.TryContinueInBackground(exchange))
            return HookResult.Respond(Answer(context, stored, age, CacheResult.Stale));

        exchange.Result = CacheResult.Miss;
        return HookResult.Continue;
    }

    /// <summary>Waits for the response that another request fetches. Only if its client is gone does another request take over.</summary>
    private async ValueTask<HookResult> WaitAsync(GatewayContext context, CacheExchange exchange, Fill fill)
    {
        var http = context.Http;
        var outcome = FillOutcome.Abandoned;
        while (outcome == FillOutcome.Abandoned && options.MaxWait - time.GetElapsedTime(exchange.RequestedAt) is { Ticks: > 0 } left)
        {
            try
            {
                outcome = await fill.Outcome.WaitAsync(left, time, http.RequestAborted).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Its client may be slow, or the upstream may never respond: later requests don't wait for it.
                fill.End(FillOutcome.NotStored);
                return HookResult.Continue;
            }

            if (outcome == FillOutcome.Abandoned && fills.TryStart(fill.Key, out fill))
            {
                exchange.TryTake(fill);
                return TryFindFilled(context, exchange, out var found) ? HookResult.Respond(EndWith(fill, found)) : HookResult.Continue;
            }
        }

        return outcome == FillOutcome.Stored && TryFindFilled(context, exchange, out var answer)
            ? HookResult.Respond(answer) : HookResult.Continue;
    }

    /// <summary>Looks for the response of a fill that has ended since the first look. This is necessary even if the request has started a
    /// fill of its own: the other one may have ended between the look and the start.</summary>
    private bool TryFindFilled(GatewayContext context, CacheExchange exchange, [NotNullWhen(true)] out GatewayResponse? answer)
    {
        answer = null;
        if (store.Find(exchange.Key!, exchange.Identity, context.Http.Request.Headers) is not { } stored)
            return false;

        var age = stored.Staleness.Age(time);
        if (stored.Staleness.IsUsable(age, exchange.Directives))
            answer = Answer(context, stored, age, CacheResult.Hit, CacheStatus.Collapsed);
        else
            exchange.Use(stored);
        return answer is not null;
    }

    private static GatewayResponse EndWith(Fill fill, GatewayResponse answer)
    {
        fill.End(FillOutcome.Stored);
        return answer;
    }

    private GatewayResponse Answer(
        GatewayContext context, StoredResponse stored, TimeSpan age, CacheResult result, string? status = null)
    {
        context.State = null;
        telemetry.Count(result);
        return CachedAnswers.Create(stored, age, context.Http.Request, status);
    }

    private bool IsCached(string method) => HttpMethods.IsGet(method) || (_answersHead && HttpMethods.IsHead(method));

    /// <summary>Returns whether the response is an answer for others, too: not a validation for one client, a part, or a response to
    /// HEAD.</summary>
    private bool IsShared(HttpContext http, CacheExchange exchange)
    {
        var headers = http.Request.Headers;
        var isConditional = headers.IfNoneMatch.Count > 0 || headers.IfModifiedSince.Count > 0;
        return HttpMethods.IsGet(http.Request.Method) && !exchange.Directives.NoCache && options.MaxWait > TimeSpan.Zero
            && (exchange.Validates || (!isConditional && headers.Range.Count == 0)) && headers.Expect.Count == 0
            && exchange.Stored is not { Staleness: { NeedsValidation: true } or { Lifetime.Ticks: <= 0 } };
    }
}
