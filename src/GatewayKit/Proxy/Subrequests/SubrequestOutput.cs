using System.IO.Pipelines;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>Writes the body of a response to the sender of the subrequest, and waits while it doesn't read.</summary>
internal sealed class SubrequestOutput(SubrequestResponse response, PipeWriter writer, Subrequest subrequest) : Stream
{
    private bool _isComplete;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await response.StartAsync().ConfigureAwait(false);
        if (response.IsBodiless)
            return;

        ObjectDisposedException.ThrowIf(_isComplete, this);
        while (!buffer.IsEmpty)
        {
            // In parts, so that the pipe never holds much more than its capacity.
            var part = buffer[..Math.Min(buffer.Length, SubrequestPipe.Capacity / 4)];
            response.Count(part.Length);
            subrequest.ThrowIfAborted();
            await writer.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            subrequest.ThrowIfAborted();
            buffer = buffer[part.Length..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken) => await response.StartAsync().ConfigureAwait(false);

    /// <exception cref="InvalidOperationException">Like the server by default.</exception>
    public override void Write(byte[] buffer, int offset, int count)
        => throw new InvalidOperationException("Synchronous operations are disallowed. Call WriteAsync instead.");

    public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed. Call FlushAsync instead.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Ends the body.</summary>
    public void Complete()
    {
        if (_isComplete)
            return;

        _isComplete = true;
        subrequest.EndBody(response);
        writer.Complete();
    }
}
