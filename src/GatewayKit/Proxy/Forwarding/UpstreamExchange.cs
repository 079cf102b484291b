using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http;
using System.Runtime.CompilerServices;
using GatewayKit.Proxy.Upstream;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// The side of an exchange that faces the upstream: it rents a connection, sends the request, and receives the head of the response.
/// It is a base class and not a part of <see cref="DirectExchange"/>, because a part would be one more object for each request.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "CloseAsync disposes them.")]
internal abstract partial class UpstreamExchange(HttpContext context, ConnectionPool pool, ForwarderRequestConfig config)
{
    private const int MaxInterim = 100;

    // As the HTTP client.
    private static readonly TimeSpan s_continueTimeout = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_defaultTimeout = TimeSpan.FromSeconds(100);

    private UpstreamConnection? _connection;
    private UpstreamBody? _body;
    private RequestBodySender? _sender;
    private CancellationTokenRegistration _aborted;

    /// <summary>The request.</summary>
    protected HttpContext Http => context;

    /// <summary>The settings of the cluster's requests.</summary>
    protected ForwarderRequestConfig Config => config;

    /// <summary>The pool of the origin that the request goes to.</summary>
    protected ConnectionPool Pool { get; set; } = pool;

    /// <summary>Whether the request has a body.</summary>
    protected bool HasBody { get; set; }

    /// <summary>The length of the body; null to send chunks.</summary>
    protected long? BodyLength { get; set; }

    /// <summary>Whether the upstream is asked to agree to the body (RFC 9110, section 10.1.1).</summary>
    protected bool IsExpecting { get; set; }

    /// <summary>The length of the received head.</summary>
    protected int HeadLength { get; private set; }

    /// <summary>The connection of the exchange.</summary>
    protected UpstreamConnection Connection => _connection!;

    /// <summary>The body of the response; null if the HTTP client has the response.</summary>
    protected UpstreamBody? Body => _body;

    /// <summary>The sender of the request's body; null until the body is sent.</summary>
    protected RequestBodySender? Sender => _sender;

    /// <summary>The span of the current attempt; null if it isn't recorded.</summary>
    protected Activity? Span { get; set; }

    /// <summary>Whether no connection was available in time, or nothing moved on it for too long.</summary>
    protected bool HasTimedOut { get; private set; }

    /// <summary>The maximum time in which nothing moves.</summary>
    protected TimeSpan ActivityTimeout => config.ActivityTimeout ?? s_defaultTimeout;

    /// <summary>Writes the head of the request.</summary>
    protected abstract void WriteHead(RequestHeadWriter writer);

    /// <summary>Sends the request and receives the head of its response. An idempotent request is sent once more if its
    /// connection, kept from an earlier request, ended (RFC 9110, section 9.2.2).</summary>
    protected ValueTask ExchangeHeadsAsync() => UpstreamMetrics.MeasuresRequests ? MeasureAsync() : ExchangeAsync();

    /// <summary>Ends the use of the connection: it's kept if the exchange was complete.</summary>
    protected void Release()
    {
        if (_connection is not { } connection)
            return;

        // Waits for a callback that is running.
        _aborted.Dispose();
        _aborted = default;
        HasTimedOut |= connection.Watch.HasTimedOut;
        _connection = null;

        // An upstream that expects a body would take the next request for it.
        connection.Release(!HasBody || _sender is { IsComplete: true } ? _body : null);
    }

    /// <summary>Ends the use of a connection whose exchange has failed, and the request's body.</summary>
    protected Task EndBrokenAsync()
    {
        _body = null;
        Release();
        return _sender?.CancelAsync() ?? Task.CompletedTask;
    }

    /// <summary>Ends the use of the connection and the request's body.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected async ValueTask CloseAsync()
    {
        Release();
        if (_sender is { } sender)
        {
            await sender.CancelAsync().ConfigureAwait(false);
            sender.Dispose();
        }
    }

    private async ValueTask MeasureAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var (method, origin) = (context.Request.Method, Pool.Origin);
        UpstreamMetrics.CountRequest(1, method, origin);
        Exception? failure = null;
        try
        {
            await ExchangeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            failure = error;
            throw;
        }
        finally
        {
            UpstreamMetrics.CountRequest(-1, method, origin);

            // The HTTP client sends the request then, and measures it.
            if (failure is not Http2OriginException)
            {
                var head = _connection?.Head;
                UpstreamMetrics.RecordRequest(
                    Stopwatch.GetElapsedTime(start), method, origin, head?.Status ?? 0, head is { IsHttp11: true }, failure);
            }
        }
    }

    private ValueTask ExchangeAsync() => Retries is { } retries ? ExchangeAsync(retries) : TryAsync();

    /// <summary>Sends the request to one destination.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask TryAsync()
    {
        Rent(Pool.TryRent() ?? await WaitAsync(onlyNew: false).ConfigureAwait(false));
        try
        {
            await ExchangeHeadsOnceAsync().ConfigureAwait(false);
        }
        catch (UnansweredException error) when (error.WasReused
            && !HasBody
            && IsIdempotent(context.Request.Method)
            && !context.RequestAborted.IsCancellationRequested
            && !_connection!.Watch.HasTimedOut)
        {
            Release();
            Rent(await WaitAsync(onlyNew: true).ConfigureAwait(false));
            await ExchangeHeadsOnceAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<UpstreamConnection> WaitAsync(bool onlyNew)
    {
        var start = UpstreamMetrics.MeasuresQueue ? Stopwatch.GetTimestamp() : 0;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        timeout.CancelAfter(ActivityTimeout);
        try
        {
            return await Pool.RentAsync(onlyNew, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            HasTimedOut = !context.RequestAborted.IsCancellationRequested;
            throw;
        }
        finally
        {
            if (start != 0)
                UpstreamMetrics.RecordQueue(start, context.Request.Method, Pool.Origin);
        }
    }

    private void Rent(UpstreamConnection connection)
    {
        _connection = connection;
        connection.Watch.Start(ActivityTimeout);
        _aborted = context.RequestAborted.UnsafeRegister(static state => ((UpstreamConnection)state!).Dispose(), connection);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ExchangeHeadsOnceAsync()
    {
        var connection = _connection!;
        var isUsed = connection.WasUsed;
        _body = null;
        WriteHead(connection.Writer);
        if (HasBody && !IsExpecting)
            _sender = new RequestBodySender(context, connection, BodyLength, connection.Writer.Written);
        else
            await SendHeadAsync(connection).ConfigureAwait(false);

        var head = connection.Head;
        for (var interim = 0; ; interim++)
        {
            head.Begin();
            int length;
            while (!head.TryParse(connection.Received, out length))
            {
                if (HasBody && IsExpecting && _sender is null)
                    await WaitForContinueAsync(connection).ConfigureAwait(false);
                await ReceiveAsync(connection, isUsed, isFirst: interim == 0 && !connection.HasReceived).ConfigureAwait(false);
            }

            if (head.Status >= StatusCodes.Status200OK)
            {
                Accept(connection, length);
                return;
            }

            if (head.Status == StatusCodes.Status101SwitchingProtocols)
                throw new InvalidResponseException("The upstream switched protocols without being asked to.");
            if (interim >= MaxInterim)
                throw new InvalidResponseException($"The upstream sent more than {MaxInterim} interim responses.");

            connection.Use(length);
            if (HasBody && IsExpecting && head.Status == StatusCodes.Status100Continue)
                _sender ??= new RequestBodySender(context, connection, BodyLength, default);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask SendHeadAsync(UpstreamConnection connection)
    {
        try
        {
            await connection.SendAsync(connection.Writer.Written).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // Only a read shows whether the upstream has responded.
        }
    }

    /// <summary>Accepts the head of the final response.</summary>
    private void Accept(UpstreamConnection connection, int length)
    {
        var head = connection.Head;
        if (head.Status > 599)
            throw new InvalidResponseException($"The upstream answered with the status {head.Status:000}.");
        if (head is { Status: StatusCodes.Status205ResetContent, Framing: BodyFraming.Length, Length: > 0 })
            throw ResponseCheck.UnexpectedBody();

        // The upstream doesn't want the rest of the body (RFC 9112, section 9.5).
        if (head.Status >= StatusCodes.Status300MultipleChoices)
            _sender?.Stop();
        HeadLength = length;
        _body = new UpstreamBody(connection, hasNone: HttpMethods.IsHead(context.Request.Method)
            || head.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);
    }

    /// <summary>Sends the body if the upstream, which was asked to agree to it, says nothing (RFC 9110, section 10.1.1).</summary>
    private async ValueTask WaitForContinueAsync(UpstreamConnection connection)
    {
        if (!await connection.WaitAsync(s_continueTimeout).ConfigureAwait(false))
            _sender = new RequestBodySender(context, connection, BodyLength, default);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask ReceiveAsync(UpstreamConnection connection, bool isUsed, bool isFirst)
    {
        int count;
        try
        {
            count = await connection.ReceiveAsync(isProgress: false).ConfigureAwait(false);
        }
        catch (Exception error) when (isFirst && error is IOException or ObjectDisposedException)
        {
            throw new UnansweredException(isUsed, error);
        }

        if (count == 0)
        {
            throw isFirst ? new UnansweredException(isUsed)
                : new HttpIOException(HttpRequestError.ResponseEnded, "The upstream ended the response before it was complete.");
        }
    }

    private static bool IsIdempotent(string method)
        => HttpMethods.IsGet(method)
            || HttpMethods.IsHead(method)
            || HttpMethods.IsOptions(method)
            || HttpMethods.IsPut(method)
            || HttpMethods.IsDelete(method);
}
