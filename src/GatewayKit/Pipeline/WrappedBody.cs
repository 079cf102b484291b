using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>A stream that a plugin added. A failure in it is the plugin's, unless the peer below it failed.</summary>
internal sealed class WrappedBody(Stream inner, PeerStatus? peer, Exchange exchange, int index, string hook, long? length) : ReadOnlyStream
{
    private long _left = length ?? 0;
    private bool _isDisposed;

    /// <summary>Calls a plugin's function to create its stream.</summary>
    /// <param name="body">The stream to read from.</param>
    /// <param name="wrap">The plugin's function.</param>
    /// <param name="method">The method that the plugin passed it to.</param>
    /// <exception cref="HookMisuseException">The function failed, or returned a stream that can't be read.</exception>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The exception is rethrown with the requirements for the function.")]
    public static Stream Wrap(Stream body, Func<Stream, Stream> wrap, string method)
    {
        Stream? wrapped;
        try
        {
            wrapped = wrap(body);
        }
        catch (Exception error)
        {
            throw HookMisuseException.Unwrapped(method, error);
        }

        return wrapped is { CanRead: true } ? wrapped : throw HookMisuseException.Unreadable(method, wrapped);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Counted(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);
        }
        catch (Exception error) when (IsPlugins(error))
        {
            exchange.NoteStreamFailure(index, hook, error);
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Counted(inner.Read(buffer), buffer.Length);
        }
        catch (Exception error) when (IsPlugins(error))
        {
            exchange.NoteStreamFailure(index, hook, error);
            throw;
        }
    }

    /// <summary>Disposes the plugin's stream, unless it was disposed after it was sent.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            await inner.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Disposes the plugin's stream at the end of the exchange, and records its failure.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The exception is recorded.")]
    public void End()
    {
        try
        {
            Dispose();
        }
        catch (Exception error)
        {
            exchange.NoteStreamFailure(index, hook, error);
        }
    }

    /// <exception cref="HookMisuseException">The stream is longer or shorter than the body that it was added to.</exception>
    private int Counted(int read, int asked)
    {
        if (length is not { } declared)
            return read;

        _left -= read;
        return _left < 0 || (read == 0 && asked > 0 && _left > 0) ? throw HookMisuseException.ChangesLength(declared) : read;
    }

    // A plugin's stream rejects the client's body in the same way as the server does: the exception's status is the response's. In the
    // same way, it reports an invalid body of the upstream.
    private bool IsPlugins(Exception error)
        => error is not OperationCanceledException && peer?.Failure is null
            && !(error is BadHttpRequestException && hook == HookName.Request)
            && !(error is UpstreamFailureException && peer is not null && hook == HookName.Response);
}
