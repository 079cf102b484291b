using GatewayKit.Plugins.Cache.Directives;

namespace GatewayKit.Plugins.Cache.Freshness;

/// <summary>How long a stored response is fresh, and how long it may be used afterwards (RFC 9111, section 4.2; RFC 5861).</summary>
internal sealed record Staleness
{
    /// <summary>The freshness lifetime.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>The age when the response was received.</summary>
    public required TimeSpan InitialAge { get; init; }

    /// <summary>The timestamp when the response was received.</summary>
    public required long ReceivedAt { get; init; }

    /// <summary>Whether each use needs a validation: <c>no-cache</c>.</summary>
    public bool NeedsValidation { get; init; }

    /// <summary>Whether a stale response is never used without a directive that allows it: <c>s-maxage</c>.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Whether a stale response is never used at all: <c>must-revalidate</c>, <c>proxy-revalidate</c>, <c>no-cache</c>.</summary>
    public bool ForbidsStale { get; init; }

    /// <summary>The time for which a stale response is used while it is validated.</summary>
    public TimeSpan WhileRevalidate { get; init; }

    /// <summary>The time for which a stale response replaces an error.</summary>
    public TimeSpan IfError { get; init; }

    public TimeSpan Age(TimeProvider time) => InitialAge + time.GetElapsedTime(ReceivedAt);

    /// <summary>Returns whether the response can be used at an age without asking the upstream.</summary>
    public bool IsUsable(TimeSpan age, in RequestDirectives request)
    {
        if (NeedsValidation || request.NoCache)
            return false;
        if (request.MaxAge is { } most && (most == 0 || age > DeltaSeconds.ToTime(most)))
            return false;

        var left = Lifetime - age;
        if (request.MinFresh is { } minimum && left < DeltaSeconds.ToTime(minimum))
            return false;
        if (left > TimeSpan.Zero)
            return true;

        return !ForbidsStale && !IsStrict && request.MaxStale is { } stale && -left <= DeltaSeconds.ToTime(stale);
    }

    /// <summary>Returns whether the response can be used at an age while another request validates it.</summary>
    public bool IsUsableMeanwhile(TimeSpan age, in RequestDirectives request)
        => !NeedsValidation && !request.NoCache && !ForbidsStale && request is { MinFresh: null, MaxAge: null }
            && age >= Lifetime && age - Lifetime < WhileRevalidate;

    /// <summary>Returns whether the response can replace an error at an age.</summary>
    public bool IsUsableOnError(TimeSpan age) => !NeedsValidation && !ForbidsStale && age - Lifetime < IfError;
}
