using GatewayKit.Plugins.Cache.Directives;
using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Serving;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cache.Freshness;

/// <summary>Decides whether a response may be stored, and for how long it is fresh (RFC 9111, sections 3 and 4.2).</summary>
internal sealed class StoragePolicy(CacheOptions options, VaryBy varyBy, TimeProvider time)
{
    private static readonly TimeSpan s_maxHeuristic = TimeSpan.FromDays(1);
    private readonly HashSet<int> _statuses = [.. options.Statuses];

    /// <summary>Creates the response to store, without its body.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="context">The context of the exchange.</param>
    /// <param name="status">The status.</param>
    /// <param name="headers">The headers of the response.</param>
    /// <returns>Null if the response must not or need not be stored.</returns>
    public StoredResponse? Create(CacheExchange exchange, GatewayContext context, int status, IHeaderDictionary headers)
    {
        var request = exchange.RequestHeaders!;
        if (status < 200 || StatusRules.IsForOneRequest(status) || (_statuses.Count > 0 && !_statuses.Contains(status))
            || (status != StatusCodes.Status200OK && (request.Range.Count > 0 || request.Expect.Count > 0))
            || IsEndless(headers.ContentType))
            return null;

        var directives = DirectivesOf(headers, out var areTargeted);
        if (!MayStore(directives, status) || !MayShare(exchange, context, directives, headers))
            return null;
        if (VaryFields.Read(headers.Vary, request, exchange.UpstreamHeaders, varyBy.IncludesConsumer) is not { } vary)
            return null;
        if (request.Cookie.Count > 0 && !HasExplicitLifetime(directives, headers, ignoresExpires: areTargeted)
            && !varyBy.IncludesCookies && !vary.Includes("Cookie"))
            return null;

        var now = time.GetUtcNow();
        var date = HttpDate.Parse(headers.Date) ?? now;
        var validators = new Validators(
            headers.ETag is [{ Length: > 0 } tag] ? tag : null, headers.LastModified is [{ } modified] ? modified : null, date);
        var lifetime = Lifetime(directives, headers, validators, date, status, ignoresExpires: areTargeted);
        var staleness = CreateStaleness(directives, lifetime ?? TimeSpan.Zero, InitialAge(headers, date, now, exchange.RequestedAt));
        if (lifetime is null && !(validators.HasAny && MayStoreWithoutLifetime(directives, status)))
            return null;
        if (lifetime <= TimeSpan.Zero && !validators.HasAny
            && staleness.WhileRevalidate == TimeSpan.Zero && staleness.IfError == TimeSpan.Zero)
            return null;
        if (StoredFields.Copy(exchange, status, headers, directives, date) is not { } copies)
            return null;

        var contentType = headers.ContentType.ToString();
        return new StoredResponse
        {
            Identity = exchange.Identity,
            Vary = vary,
            Status = status,
            Headers = copies,
            ContentType = contentType.Length > 0 && HttpSyntax.IsHeaderValue(contentType) ? contentType : null,
            Validators = validators,
            Staleness = staleness,
            Tags = StoredFields.Tags(headers),
        };
    }

    /// <summary>Returns whether the response itself, regardless of the request, must not be stored.</summary>
    public static bool IsForbidden(int status, IHeaderDictionary headers) => !MayStore(DirectivesOf(headers, out _), status);

    private static ResponseDirectives DirectivesOf(IHeaderDictionary headers, out bool areTargeted)
    {
        var targeted = TargetedDirectives.Parse(headers["CDN-Cache-Control"]);
        areTargeted = targeted is not null;
        return targeted ?? ResponseDirectives.Parse(headers.CacheControl);
    }

    private static bool MayStore(ResponseDirectives directives, int status)
        => !directives.Private
            && (directives.MustUnderstand ? StatusRules.IsKnown(status) : !directives.NoStore);

    /// <summary>Returns whether other clients may get the response: neither credentials nor cookies are shared unless the upstream
    /// explicitly allows shared caches to store it (RFC 9111, sections 3.5 and 7.3).</summary>
    private bool MayShare(CacheExchange exchange, GatewayContext context, ResponseDirectives directives, IHeaderDictionary headers)
    {
        // A plugin further down has checked the caller, or has chosen another cluster: a hit would be answered without it.
        if (exchange.Consumer != context.Consumer?.Name || exchange.PassedAuthentication != context.PassedAuthentication
            || exchange.Identity.ClusterId != context.ClusterId)
            return false;
        if (exchange.HasCredentials
            && !(options.RespectOrigin && directives.AllowCredentials)
            && !(varyBy.IncludesConsumer && exchange.Consumer is not null))
            return false;

        return headers.SetCookie.Count == 0
            || directives.UnstoredFields?.Contains("Set-Cookie", StringComparer.OrdinalIgnoreCase) == true
            || (options.RespectOrigin && (directives.Public || directives.SharedMaxAge is not null));
    }

    /// <summary>Returns whether the upstream itself allows to reuse the response, other than by a status or a date.</summary>
    private static bool HasExplicitLifetime(ResponseDirectives directives, IHeaderDictionary headers, bool ignoresExpires)
        => directives is { SharedMaxAge: not null } or { MaxAge: not null } or { Public: true } or { NoCache: true }
            || (headers.Expires.Count > 0 && !ignoresExpires);

    private bool MayStoreWithoutLifetime(ResponseDirectives directives, int status)
        => IsStoredByDefault(status) || (options.RespectOrigin && directives.Public);

    // Requests would wait for the end of a stream of events.
    private static bool IsEndless(StringValues contentType)
        => contentType.Count > 0 && contentType[0]?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true;

    private TimeSpan? Lifetime(
        ResponseDirectives directives, IHeaderDictionary headers, Validators validators, DateTimeOffset date, int status,
        bool ignoresExpires)
    {
        if (!options.RespectOrigin)
            return IsStoredByDefault(status) ? options.Ttl : null;
        if ((directives.SharedMaxAge ?? directives.MaxAge) is { } seconds)
            return DeltaSeconds.ToTime(seconds);
        if (headers.Expires.Count > 0 && !ignoresExpires)
            return HttpDate.Parse(headers.Expires) is { } expires && expires > date ? expires - date : TimeSpan.Zero;
        if (!IsStoredByDefault(status) && !directives.Public)
            return null;
        if (options.Ttl is { } ttl)
            return ttl;

        return validators.Modified is { } modified && modified < date
            ? TimeSpan.FromTicks(Math.Min((date - modified).Ticks / 10, s_maxHeuristic.Ticks)) : null;
    }

    private bool IsStoredByDefault(int status) => _statuses.Count > 0 || StatusRules.IsStoredByDefault(status);

    private Staleness CreateStaleness(ResponseDirectives directives, TimeSpan lifetime, TimeSpan initialAge)
    {
        var honors = options.RespectOrigin;
        var isStrict = honors && directives.SharedMaxAge is not null;
        return new Staleness
        {
            Lifetime = lifetime,
            InitialAge = honors ? initialAge : TimeSpan.Zero,
            ReceivedAt = time.GetTimestamp(),
            NeedsValidation = honors && directives.NoCache,
            IsStrict = isStrict,
            ForbidsStale = honors && (directives.MustRevalidate || directives.ProxyRevalidate || directives.NoCache),
            WhileRevalidate = DeltaSeconds.ToTime(directives.StaleWhileRevalidate),
            IfError = directives.StaleIfError is { } seconds ? DeltaSeconds.ToTime(seconds)
                : isStrict ? TimeSpan.Zero : options.StaleIfError ?? TimeSpan.Zero,
        };
    }

    /// <summary>Returns the age at the receipt of the response (RFC 9111, section 4.2.3).</summary>
    private TimeSpan InitialAge(IHeaderDictionary headers, DateTimeOffset date, DateTimeOffset now, long requestedAt)
    {
        var apparent = now > date ? now - date : TimeSpan.Zero;
        var corrected = DeltaSeconds.ToTime(ReadAge(headers.Age)) + time.GetElapsedTime(requestedAt);
        return apparent > corrected ? apparent : corrected;
    }

    // The first value counts if there are several.
    private static long ReadAge(StringValues lines)
    {
        if (lines.Count == 0)
            return 0;

        var first = lines[0].AsSpan();
        var comma = first.IndexOf(',');
        return DeltaSeconds.Parse((comma < 0 ? first : first[..comma]).Trim(" \t")) ?? 0;
    }
}
