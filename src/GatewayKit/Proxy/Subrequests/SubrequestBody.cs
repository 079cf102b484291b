using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>
/// The body of a subrequest, as the gateway reads it. The content is asked for its bytes at the first read, and waits while they aren't
/// read. The limits are those of the server.
/// </summary>
/// <param name="content">The content.</param>
/// <param name="length">The length that the header has; null without it.</param>
/// <param name="limit">The maximum length, which routing can change.</param>
/// <param name="aborted">Canceled when the subrequest is aborted.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "EndAsync releases the source.")]
internal sealed class SubrequestBody(HttpContent content, long? length, IHttpMaxRequestBodySizeFeature limit, CancellationToken aborted)
    : ReadOnlyStream
{
    private readonly Pipe _pipe = new(SubrequestPipe.Options);
    private CancellationTokenSource? _stop;
    private Task? _copy;
    private long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _copy ??= CopyAsync(_stop = CancellationTokenSource.CreateLinkedTokenSource(aborted));
        var count = await SubrequestPipe.ReadAsync(_pipe.Reader, buffer, cancellationToken).ConfigureAwait(false);
        if (count < 0)
            throw new OperationCanceledException("The subrequest was aborted.", aborted);

        _read += count;
        if (_read > limit.MaxRequestBodySize)
            throw new BadHttpRequestException("The request's body is too long.", StatusCodes.Status413PayloadTooLarge);
        if (_read > length || (count == 0 && buffer.Length > 0 && _read < length))
            throw new BadHttpRequestException($"The content doesn't have the {length} bytes of its Content-Length.");
        return count;
    }

    /// <summary>Ends the content that nothing reads any more, and waits until it has stopped.</summary>
    public async ValueTask EndAsync()
    {
        if (_copy is null)
            return;

        await _stop!.CancelAsync().ConfigureAwait(false);

        // Content that ignores the token may wait until its bytes are read: each of its writes throws now.
        await _pipe.Reader.CompleteAsync(new OperationCanceledException(_stop.Token)).ConfigureAwait(false);
        await _copy.ConfigureAwait(false);
        _stop.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The reader gets the exception.")]
    private async Task CopyAsync(CancellationTokenSource stop)
    {
        Exception? failure = null;
        try
        {
            var stream = _pipe.Writer.AsStream(leaveOpen: true);
            await using (stream.ConfigureAwait(false))
                await content.CopyToAsync(stream, stop.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            failure = error;
        }

        await _pipe.Writer.CompleteAsync(failure).ConfigureAwait(false);
    }
}
