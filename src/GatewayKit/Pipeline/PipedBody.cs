using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;

namespace GatewayKit.Pipeline;

/// <summary>Reads the body that a response writes, for a hook that wraps or buffers it.
/// The body is written at the speed at which it is read.</summary>
internal sealed class PipedBody(StreamedBody body, Exchange exchange, CancellationToken cancellation) : Stream
{
    private readonly Pipe _pipe = new();
    private readonly CancellationTokenSource _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private Stream? _reader;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => (_reader ??= Start()).ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => (_reader ??= Start()).Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Only canceled: the writer may still use the token.
            _ended.Cancel();
            _pipe.Reader.Complete();
        }

        base.Dispose(disposing);
    }

    private Stream Start()
    {
        _ = WriteAsync();
        return _pipe.Reader.AsStream();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The reader gets the exception.")]
    private async Task WriteAsync()
    {
        try
        {
            var writer = _pipe.Writer.AsStream(leaveOpen: true);
            await using (writer.ConfigureAwait(false))
                await body.WriteAsync(writer, _ended.Token).ConfigureAwait(false);
            await _pipe.Writer.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            if (!_ended.IsCancellationRequested)
                exchange.NoteAnswerFailure(error);
            await _pipe.Writer.CompleteAsync(error).ConfigureAwait(false);
        }
    }
}
