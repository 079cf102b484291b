using System.Diagnostics.CodeAnalysis;
using System.Net.Http;
using GatewayKit.Proxy.Upstream;
using Polly;
using Polly.CircuitBreaker;

namespace GatewayKit.Proxy.Resilience;

/// <summary>The attempts of one request.</summary>
/// <param name="request">The request.</param>
/// <param name="destinations">The destinations of the attempts.</param>
/// <param name="perTry">The time limit of one attempt; null for none.</param>
/// <param name="time">The clock.</param>
/// <param name="all">The token of all attempts of the exchange. An attempt that is canceled without it has lost against another
/// one.</param>
internal sealed class RequestAttempts(
    UpstreamRequest request, RequestDestinations destinations, TimeSpan? perTry, TimeProvider time, CancellationToken all)
{
    /// <summary>The request's key in Polly's context.</summary>
    public static readonly ResiliencePropertyKey<RequestAttempts?> Key = new("GatewayKit.Attempts");

    /// <summary>The request.</summary>
    public UpstreamRequest Request => request;

    /// <summary>The destinations of the attempts.</summary>
    public RequestDestinations Destinations => destinations;

    /// <summary>How the last attempt ended.</summary>
    public AttemptResult Result { get; private set; }

    /// <summary>The response of the last attempt; null if it had none.</summary>
    public HttpResponseMessage? Response { get; private set; }

    /// <summary>Gets whether the attempt decides whether a breaker closes.</summary>
    public bool IsProbe { get; private set; }

    /// <summary>Returns the attempts that a policy handles; null if it is asked without a request.</summary>
    public static RequestAttempts? Of(ResilienceContext context) => context.Properties.GetValue(Key, null);

    /// <summary>The breaker of the destination has let the attempt through as a probe.</summary>
    public void BeginProbe() => IsProbe = true;

    /// <summary>Sends the request in one attempt, at the next destination whose breaker lets it through.</summary>
    public async ValueTask<Outcome<HttpResponseMessage>> TryAsync(CancellationToken cancellation)
    {
        while (destinations.MoveNext())
        {
            IsProbe = false;
            var outcome = destinations.Breaker is { } breaker
                ? await breaker.TryAsync(this, cancellation).ConfigureAwait(false)
                : await SendAsync(cancellation).ConfigureAwait(false);
            if (outcome.Exception is not BrokenCircuitException)
            {
                destinations.Complete(Result, outcome.Result);
                return outcome;
            }

            destinations.Refuse();
        }

        Result = AttemptResult.Unrelated;
        return Outcome.FromException<HttpResponseMessage>(new NoDestinationException());
    }

    /// <summary>Sends the request to the current destination.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Polly's outcomes contain the exception.")]
    public async ValueTask<Outcome<HttpResponseMessage>> SendAsync(CancellationToken cancellation)
    {
        using var deadline = new AttemptDeadline("timeout.perTry", perTry, time, cancellation);
        try
        {
            var response = await request.SendAsync(deadline.Token).ConfigureAwait(false);
            (Result, Response) = (AttemptResult.Response, response);
            return Outcome.FromResult(response);
        }
        catch (Exception error)
        {
            error = deadline.Explain(error);
            (Result, Response) = (
                cancellation.IsCancellationRequested && !all.IsCancellationRequested
                    ? AttemptResult.Unrelated : AttemptResults.Of(error, request, all),
                null);
            return Outcome.FromException<HttpResponseMessage>(error);
        }
    }
}
