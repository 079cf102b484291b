using System.Diagnostics;

namespace GatewayKit.Pipeline;

// The times of the exchange, and its end at the upstream, for the completion hooks.
internal sealed partial class Exchange
{
    private readonly long _began = Stopwatch.GetTimestamp();

    // In microseconds since the beginning; 0 if it hasn't happened. Every exchange allocates them.
    private uint _forwardedAfter;
    private uint _answeredAfter;
    private short _upstreamStatus;

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    /// <summary>The time from the forwarding to the head of the upstream's response; null if that isn't known.</summary>
    public TimeSpan? UpstreamElapsed
        => _answeredAfter == 0 ? null : TimeSpan.FromMicroseconds(Math.Max(0L, (long)_answeredAfter - _forwardedAfter));

    /// <summary>The status of the upstream's response; null if that isn't known.</summary>
    public int? UpstreamStatus => _upstreamStatus == 0 ? null : _upstreamStatus;

    /// <summary>The number of bytes of the request's body that were sent to the upstream; null if that isn't known.</summary>
    public long? SentRequestBytes => Http.Features.Get<BodySizes>()?.Request;

    /// <summary>The number of bytes of the response's body that were sent to the client; null if that isn't known.</summary>
    public long? SentResponseBytes => Http.Features.Get<BodySizes>()?.Response;

    /// <summary>The destination that the request was forwarded to last; null before the end, and if there is none.</summary>
    public string? DestinationId { get; private set; }

    /// <summary>The reason why the forwarding failed; null before the end, and if it didn't fail.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>Records the end of an exchange that was forwarded.</summary>
    public void NoteEnd(string? destinationId, string? failureReason) => (DestinationId, FailureReason) = (destinationId, failureReason);

    /// <summary>Records the sizes of the bodies that were forwarded, if no header has them. Most exchanges allocate nothing.</summary>
    /// <param name="request">The bytes of the request's body; null without one.</param>
    /// <param name="response">The bytes of the response's body.</param>
    public void NoteSizes(long? request, long response)
    {
        var areInHeaders = Http.Response.ContentLength is not null && (request is null || Http.Request.ContentLength is not null);
        if (Pipeline.HasCompletionHooks && !areInHeaders)
            Http.Features.Set(new BodySizes(request, response));
    }

    private uint After() => (uint)Math.Clamp((long)Elapsed.TotalMicroseconds, 1, uint.MaxValue);
}
