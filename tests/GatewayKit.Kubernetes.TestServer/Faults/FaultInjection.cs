using System.Collections.Immutable;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Requests;
using GatewayKit.Kubernetes.TestServer.Serving;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Faults;

/// <summary>Lets requests fail and watches be silent. Resources are plurals: <c>httproutes</c>, <c>httproutes/status</c>.</summary>
public sealed class FaultInjection
{
    private ImmutableList<Fault> _faults = [];
    private ImmutableList<Silence> _silences = [];

    internal FaultInjection()
    {
    }

    /// <summary>
    /// Gets or sets whether a watch of a version that is too old fails with HTTP status 410; otherwise, as usual, with status 200 and
    /// an <c>ERROR</c> event.
    /// </summary>
    public bool ReportsExpiryAsStatus { get; set; }

    /// <summary>Answers requests with an error.</summary>
    /// <param name="status">The HTTP status: 401, 403, 404, 409, 429, 500 or 503.</param>
    /// <param name="verb">The verb; <c>null</c> for all.</param>
    /// <param name="resource">The resource; <c>null</c> for all.</param>
    /// <param name="times">How often.</param>
    /// <param name="retryAfterSeconds">The header <c>Retry-After</c>; <c>null</c> for none.</param>
    /// <returns>The fault, which ends when it is disposed.</returns>
    public Fault Fail(
        int status, string? verb = null, string? resource = null, int times = int.MaxValue, int? retryAfterSeconds = null)
        => Add(verb, resource, times, async (context, _) =>
        {
            await Responses.Write(context, FailureOf(status, retryAfterSeconds));
            return true;
        });

    /// <summary>Breaks the connections of requests without an answer.</summary>
    public Fault Abort(string? verb = null, string? resource = null, int times = int.MaxValue)
        => Add(verb, resource, times, (context, _) =>
        {
            context.Abort();
            return Task.FromResult(true);
        });

    /// <summary>Doesn't answer requests until the fault is disposed.</summary>
    public Fault Hang(string? verb = null, string? resource = null, int times = int.MaxValue)
        => Add(verb, resource, times, async (context, ended) =>
        {
            await ended.WaitAsync(context.RequestAborted);
            return false;
        });

    /// <summary>Sends no more events, bookmarks included, until the result is disposed. The connections stay open.</summary>
    public IDisposable SilenceWatches(string? resource = null)
    {
        var silence = new Silence(resource);
        ImmutableInterlocked.Update(ref _silences, silences => silences.Add(silence));
        return silence;
    }

    /// <summary>Lets the faults happen to a request.</summary>
    /// <returns>Whether the request is answered.</returns>
    internal async Task<bool> Happen(HttpContext context, RequestRecord request)
    {
        foreach (var fault in _faults)
            if (await fault.Happen(context, request))
                return true;
        return false;
    }

    internal async ValueTask WhileSilent(string resource, CancellationToken cancellationToken)
    {
        foreach (var silence in _silences)
            if (silence.Concerns(resource))
                await silence.Ended.WaitAsync(cancellationToken);
    }

    private Fault Add(string? verb, string? resource, int times, Func<HttpContext, Task, Task<bool>> action)
    {
        var fault = new Fault(verb, resource, times, action);
        ImmutableInterlocked.Update(ref _faults, faults => faults.Add(fault));
        return fault;
    }

    private static ApiException FailureOf(int status, int? retryAfterSeconds)
    {
        var (reason, message) = status switch
        {
            400 => ("BadRequest", "the request is invalid"),
            401 => ("Unauthorized", "Unauthorized"),
            403 => ("Forbidden", "forbidden: a fault of the test server"),
            404 => ("NotFound", "the server could not find the requested resource"),
            409 => ("Conflict", "the object has been modified; please apply your changes to the latest version and try again"),
            410 => ("Expired", "too old resource version"),
            429 => ("TooManyRequests", "Too many requests, please try again later."),
            503 => ("ServiceUnavailable", "the server is currently unable to handle the request"),
            504 => ("Timeout", "the server was unable to return a response in the time allotted"),
            _ => ("InternalError", "Internal error occurred"),
        };
        return new ApiException(status, reason, message) { RetryAfterSeconds = retryAfterSeconds };
    }
}
