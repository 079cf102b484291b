using System.Buffers.Text;
using System.Net.WebSockets;
using GatewayKit.Plugins.WebSocketSse.Messages;

namespace GatewayKit.Plugins.WebSocketSse.Events;

/// <summary>
/// The stream of events that is read from a WebSocket:
/// <list type="number">
/// <item><description>A comment, so that the client gets the head of the response at once.</description></item>
/// <item><description>The initial message is sent to the upstream.</description></item>
/// <item><description>Each message becomes an event. The next one is received when the client has taken it: a slow client slows the
/// upstream.</description></item>
/// <item><description>Without a message for a time, a comment keeps the stream alive.</description></item>
/// <item><description>The end of the WebSocket ends the stream, with an event if the reader should know the reason.</description></item>
/// <item><description>The end of the stream closes the WebSocket.</description></item>
/// </list>
/// </summary>
internal sealed class SocketEvents : ReadOnlyStream
{
    private const int Abnormal = 1006;

    private static readonly ReadOnlyMemory<byte> s_open = ": open\n\n"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> s_keepAlive = ": keep-alive\n\n"u8.ToArray();
    private static readonly byte[] s_error = EventFields.Write("error", null);

    private readonly WebSocket _socket;
    private readonly StreamRules _rules;
    private readonly TimeProvider _time;
    private readonly MessageReader _messages;
    private readonly EventText _text = new();
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _registration;
    private readonly long _openedAt;
    private ReadOnlyMemory<byte>? _first;
    private Task<ReceivedMessage>? _receiving;
    private Task? _waiting;
    private bool _isEnded;
    private int _isClosed;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="socket">The WebSocket.</param>
    /// <param name="first">The message to send first; null for none.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Canceled when the gateway closes its WebSockets.</param>
    public SocketEvents(
        WebSocket socket, ReadOnlyMemory<byte>? first, StreamRules rules, TimeProvider time, CancellationToken stopping)
    {
        (_socket, _first, _rules, _time, _openedAt) = (socket, first, rules, time, time.GetTimestamp());
        _messages = new MessageReader(socket, rules.MaxMessageSize);
        _text.Set(s_open);
        _registration = stopping.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), _stopping);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_text.IsEmpty)
        {
            if (_isEnded)
                return 0;

            await NextAsync(cancellationToken).ConfigureAwait(false);
        }

        return _text.WriteTo(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close(WebSocketCloseStatus.NormalClosure, null);
        base.Dispose(disposing);
    }

    private async ValueTask NextAsync(CancellationToken cancellation)
    {
        if (_first is { } first)
        {
            _first = null;
            if (!await SendAsync(first).WaitAsync(cancellation).ConfigureAwait(false))
            {
                Take(new ReceivedMessage(MessageKind.Broken));
                return;
            }
        }

        var left = _rules.MaxDuration is { } duration ? duration - _time.GetElapsedTime(_openedAt) : TimeSpan.MaxValue;
        if (left <= TimeSpan.Zero)
        {
            End(WebSocketCloseStatus.NormalClosure, null);
            return;
        }

        if (_stopping.Task.IsCompleted)
        {
            End(WebSocketCloseStatus.EndpointUnavailable, null);
            return;
        }

        _receiving ??= _messages.ReceiveAsync();
        if (!_receiving.IsCompleted && !await WaitAsync(_receiving, left, cancellation).ConfigureAwait(false))
            return;

        var message = await _receiving.ConfigureAwait(false);
        (_receiving, _waiting) = (null, null);
        Take(message);
    }

    /// <returns>Whether a message has arrived. Otherwise, a heartbeat is due, or another reason to look again.</returns>
    private async ValueTask<bool> WaitAsync(Task receiving, TimeSpan left, CancellationToken cancellation)
    {
        // A timer counts whole milliseconds, and must not be early.
        var isHeartbeat = _rules.Heartbeat <= left;
        var due = TimeSpan.FromMilliseconds(Math.Ceiling((isHeartbeat ? _rules.Heartbeat : left).TotalMilliseconds));
        // One task for all heartbeats until the next message: each would stay registered at both of its tasks.
        _waiting ??= Task.WhenAny(receiving, _stopping.Task);
        await _waiting.WaitAsync(due, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        if (receiving.IsCompleted)
            return true;
        if (isHeartbeat && !_stopping.Task.IsCompleted)
            _text.Set(s_keepAlive);
        return false;
    }

    /// <returns>Whether the message was sent.</returns>
    private async Task<bool> SendAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            // A canceled message would abort the WebSocket.
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (SocketClose.IsEnd(error))
        {
            return false;
        }
    }

    private void Take(in ReceivedMessage message)
    {
        switch (message.Kind)
        {
            case MessageKind.Text:
                _text.Set(_rules.Fields.Of(message.Data), message.Data);
                break;
            case MessageKind.Binary when !_rules.RejectsBinary:
                _text.Set(_rules.Fields.OfBinary(), Encode(message.Data));
                break;
            case MessageKind.Binary:
                Fail(WebSocketCloseStatus.InvalidMessageType, "The upstream sent a binary message.");
                break;
            case MessageKind.TooLong:
                Fail(WebSocketCloseStatus.MessageTooBig, $"The upstream's message is longer than {_rules.MaxMessageText}.");
                break;
            case MessageKind.Closed:
                TakeClose();
                break;
            default:
                _text.Set(s_error, CloseData.Write(Abnormal, "The connection to the upstream has ended."));
                End(WebSocketCloseStatus.NormalClosure, null);
                break;
        }
    }

    private void TakeClose()
    {
        var (code, reason) = (_socket.CloseStatus, _socket.CloseStatusDescription);
        if (code == WebSocketCloseStatus.NormalClosure)
        {
            if (_rules.EndEvent is { } name)
                _text.Set(EventFields.Write(name, StreamRules.EndId), CloseData.Write((int)code, reason));
        }
        else if (code is not (null or WebSocketCloseStatus.EndpointUnavailable))
        {
            _text.Set(s_error, CloseData.Write((int)code, reason));
        }

        End(WebSocketCloseStatus.NormalClosure, null);
    }

    private void Fail(WebSocketCloseStatus status, string reason)
    {
        _text.Set(s_error, CloseData.Write((int)status, reason));
        End(status, reason);
    }

    private void End(WebSocketCloseStatus status, string? reason)
    {
        _isEnded = true;
        Close(status, reason);
    }

    private void Close(WebSocketCloseStatus status, string? reason)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return;

        _registration.Unregister();
        _ = SocketClose.CloseAsync(_socket, _receiving, status, reason, _time);
    }

    private static ReadOnlyMemory<byte> Encode(ReadOnlyMemory<byte> data)
    {
        var text = new byte[Base64.GetMaxEncodedToUtf8Length(data.Length)];
        Base64.EncodeToUtf8(data.Span, text, out _, out var written);
        return text.AsMemory(0, written);
    }
}
