using GatewayKit.Plugins.Cache.Filling;
using GatewayKit.Plugins.Cache.Freshness;
using GatewayKit.Plugins.Cache.Serving;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Cache.Renewing;

/// <summary>Asks the upstream whether a stored response is still valid, and uses its answer (RFC 9111, section 4.3).</summary>
internal sealed class ResponseRenewal(StoragePolicy policy, ResponseFilling filling, CacheStore store, TimeProvider time)
{
    /// <summary>Adds the validators of the stored response to the request (section 4.3.1).</summary>
    public static void AddConditions(StoredResponse stored, HttpRequestMessage request)
    {
        // The whole response is validated. A condition or a range of the client applies to it afterwards.
        foreach (var name in (ReadOnlySpan<string>)["If-None-Match", "If-Modified-Since", "Range", "If-Range"])
            request.Headers.Remove(name);
        if (stored.Validators.Tag is { } tag)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (stored.Validators.ModifiedText is { } modified)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
    }

    /// <summary>Renews the stored response with the headers of a 304 (section 4.3.4), and answers with it.</summary>
    public GatewayResponse Renew(GatewayContext context, CacheExchange exchange)
    {
        var http = context.Http;
        var stored = exchange.Stored!;
        var status = exchange.Directives.NoCache ? CacheStatus.ValidatedAsRequested : CacheStatus.Validated;
        var cookies = http.Response.Headers.SetCookie;
        var current = KeepRenewed(context, exchange, stored) ?? stored;
        var answer = CachedAnswers.Create(current, current.Staleness.Age(time), http.Request, status);
        foreach (var cookie in cookies)
        {
            if (cookie is not null && HttpSyntax.IsHeaderValue(cookie))
                answer = answer.WithHeader("Set-Cookie", cookie);
        }

        return answer;
    }

    /// <summary>Returns the stale response that replaces an error (RFC 5861, section 4); null if it can't.</summary>
    public GatewayResponse? InsteadOfError(CacheExchange exchange, HttpRequest request, int? status)
    {
        if (exchange.Stored is not { } stored || stored.Staleness.Age(time) is var age && !stored.Staleness.IsUsableOnError(age))
            return null;
        if (store.RemovalsOf(exchange.Key) != exchange.Removals)
            return null;

        exchange.Result = CacheResult.Stale;
        return CachedAnswers.Create(stored, age, request, CacheStatus.InsteadOfError(stored.Staleness.Lifetime - age, status));
    }

    /// <summary>Removes the stored response if that to HEAD differs (RFC 9111, section 4.3.5).</summary>
    public void ForgetChanged(CacheExchange exchange, int status, IHeaderDictionary headers)
    {
        if (exchange.Stored is { } stored && status == StatusCodes.Status200OK
            && (stored.Validators.DifferFrom(headers) || (headers.ContentLength is { } length && length != stored.Body.Length)))
            filling.Forget(exchange, stored);
    }

    /// <returns>The renewed response; null if the stored one stays as it is, or is removed.</returns>
    private StoredResponse? KeepRenewed(GatewayContext context, CacheExchange exchange, StoredResponse stored)
    {
        var received = context.Http.Response.Headers;
        var merged = MergedHeaders.Of(stored, received);
        if (stored.Validators.AreReplacedBy(received.ETag) || StoragePolicy.IsForbidden(stored.Status, merged))
        {
            filling.Forget(exchange, stored);
        }
        else if (policy.Create(exchange, context, stored.Status, merged) is { } response)
        {
            var renewed = response with { Body = stored.Body };
            filling.Keep(exchange, renewed);
            return renewed;
        }

        // Otherwise, only this client's request, such as one with a cookie, keeps the response from being renewed. Others still use it.
        exchange.Fill?.End(FillOutcome.NotStored);
        return null;
    }
}
