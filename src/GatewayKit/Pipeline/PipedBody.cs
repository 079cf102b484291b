using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;

namespace GatewayKit.Pipeline;

/// <summary>Reads the body that a response writes, for a hook that wraps or buffers it.
/// The body is written at the speed at which it is read.</summary>
internal sealed class PipedBody(StreamedBody body, Exchange exchange, CancellationToken cancellation) : ReadOnlyStream
{
    private readonly Pipe _pipe = new();
    private readonly CancellationTokenSource _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private Stream? _reader;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => (_reader ??= Start()).ReadAsync(buffer, cancellationToken);

    public override int Read(Span<byte> buffer) => (_reader ??= Start()).Read(buffer);

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
