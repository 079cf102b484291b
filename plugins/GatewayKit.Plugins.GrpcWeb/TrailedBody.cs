using System.Net.Http.Headers;

namespace GatewayKit.Plugins.GrpcWeb;

/// <summary>The body of a gRPC response, followed by its trailers, which are then no longer sent by HTTP.</summary>
/// <param name="inner">The body.</param>
/// <param name="trailers">Returns the trailers when the body has ended.</param>
/// <param name="needsStatus">Whether the head of the response doesn't have the status.</param>
internal sealed class TrailedBody(Stream inner, Func<HttpResponseHeaders?> trailers, bool needsStatus) : ReadOnlyStream
{
    private byte[]? _frame;
    private int _sent;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_frame is null)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read > 0 || buffer.IsEmpty)
                return read;

            var received = trailers();
            _frame = TrailerFrame.Create(received, needsStatus);
            received?.Clear();
        }

        var count = Math.Min(buffer.Length, _frame.Length - _sent);
        _frame.AsSpan(_sent, count).CopyTo(buffer.Span);
        _sent += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
