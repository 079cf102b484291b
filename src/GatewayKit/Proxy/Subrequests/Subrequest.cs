using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http;
using GatewayKit.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>
/// The two ends of a subrequest: the response that its sender reads, and the connection that the gateway serves. The first reason to abort
/// it counts, and is what the sender gets.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The source has no timer, and is canceled from several threads until nothing refers to it.")]
internal sealed class Subrequest : IRunningSubrequest, IHttpRequestLifetimeFeature
{
    private readonly HttpRequestMessage _request;
    private readonly CancellationTokenSource _aborted = new();
    private readonly Pipe _pipe = new(SubrequestPipe.Options);
    private readonly TaskCompletionSource<HttpResponseMessage> _head = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _parentAborts;
    private CancellationTokenRegistration _callerAborts;
    private HttpResponseMessage? _message;
    private Exception? _failure;
    private volatile bool _isBodyComplete;

    public Subrequest(HttpRequestMessage request)
    {
        _request = request;
        RequestAborted = _aborted.Token;
        Response = new SubrequestResponse(request.Method == HttpMethod.Head, Begin);
        Output = new SubrequestOutput(Response, _pipe.Writer, this);
    }

    /// <summary>The response, when its head is complete.</summary>
    public Task<HttpResponseMessage> Head => _head.Task;

    public SubrequestResponse Response { get; }

    public SubrequestOutput Output { get; }

    /// <summary>Canceled when the subrequest is aborted. Timeouts replace <see cref="RequestAborted"/>.</summary>
    public CancellationToken Aborted => _aborted.Token;

    public CancellationToken RequestAborted { get; set; }

    public bool IsAborted => Volatile.Read(ref _failure) is not null;

    /// <summary>Lets the parent and the caller abort it.</summary>
    public void Bind(CancellationToken parent, CancellationToken caller)
    {
        _parentAborts = parent.UnsafeRegister(Cancel, this);
        _callerAborts = caller.UnsafeRegister(Cancel, this);

        static void Cancel(object? self, CancellationToken token) => ((Subrequest)self!).Abort(new OperationCanceledException(token));
    }

    /// <summary>Ends what <see cref="Bind"/> began.</summary>
    public void Release()
    {
        _parentAborts.Dispose();
        _callerAborts.Dispose();
    }

    /// <summary>Aborts it, because its parent has ended.</summary>
    void IRunningSubrequest.Abort() => Abort(new OperationCanceledException("The exchange that has sent the subrequest has ended."));

    /// <summary>Aborts it on behalf of the gateway, such as after a failure in the middle of a body.</summary>
    void IHttpRequestLifetimeFeature.Abort() => Abort(Ended(null));

    /// <summary>Aborts it after an exception in the host's pipeline.</summary>
    public void Fail(Exception error) => Abort(Ended(error));

    public void ThrowIfAborted()
    {
        if (IsAborted)
            throw new OperationCanceledException("The subrequest was aborted.", _aborted.Token);
    }

    /// <summary>Reads the body of the response.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        while (true)
        {
            if (Volatile.Read(ref _failure) is { } failure && !_isBodyComplete)
                throw failure is OperationCanceledException { CancellationToken: var token }
                    ? new OperationCanceledException("The subrequest was aborted.", failure, token)
                    : new HttpIOException(HttpRequestError.ResponseEnded, failure.Message, failure);

            var count = await SubrequestPipe.ReadAsync(_pipe.Reader, buffer, cancellation).ConfigureAwait(false);
            if (count >= 0)
                return count;
        }
    }

    /// <summary>Called when the sender disposes the response. A short rest of it is dropped; otherwise the subrequest is aborted, as that
    /// of a client that disconnects.</summary>
    public void EndReading()
    {
        _pipe.Reader.Complete();
        var isShort = Response.IsBodiless
            || (Response.Headers.ContentLength is not null && Response.Missing <= SubrequestPipe.Capacity);
        if (!_isBodyComplete && !isShort)
            Abort(new OperationCanceledException("The response of the subrequest was disposed."));
    }

    /// <summary>Called before the end of the body: the trailers are complete, and no byte may be missing.</summary>
    public void EndBody(SubrequestResponse response)
    {
        if (response.Missing > 0)
        {
            Abort(Ended(null));
            return;
        }

        if (IsAborted)
            return;

        foreach (var (name, values) in response.Trailers)
            _message!.TrailingHeaders.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        _isBodyComplete = true;
    }

    private static HttpIOException Ended(Exception? error)
        => new(HttpRequestError.ResponseEnded, "The gateway ended the response of the subrequest prematurely.", error);

    private void Abort(Exception failure)
    {
        if (Interlocked.CompareExchange(ref _failure, failure, null) is not null)
            return;

        if (failure is OperationCanceledException { CancellationToken: var token })
            _head.TrySetCanceled(token);
        else
            _head.TrySetException(new HttpRequestException(HttpRequestError.ResponseEnded, failure.Message, failure));
        _pipe.Writer.CancelPendingFlush();
        _pipe.Reader.CancelPendingRead();

        // Not on this thread: the gateway's callbacks may run long, and the caller may hold a lock.
        _ = _aborted.CancelAsync();
    }

    private void Begin(SubrequestResponse response)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.StatusCode)
        {
            ReasonPhrase = response.ReasonPhrase,
            RequestMessage = _request,
            Version = _request.Version.Major == 2 ? HttpVersion.Version20 : HttpVersion.Version11,
            Content = new StreamContent(new SubrequestInput(this)),
        };
        SubrequestHeaders.Copy(response.Headers, message);
        _message = message;
        _head.TrySetResult(message);
    }
}
