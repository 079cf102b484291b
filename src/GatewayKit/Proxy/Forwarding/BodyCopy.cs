using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>Sends the body of a response to the client.</summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Every failure is returned, with its side.")]
internal sealed class BodyCopy(HttpContext context)
{
    // The size of a read into the client's buffers. Longer ones have been measured to gain nothing.
    private const int DirectSize = 64 * 1024;

    // The shortest part for which a read of this kind is worth its buffer.
    private const int LongPart = 16 * 1024;

    /// <summary>The side that failed; only after a failure.</summary>
    public BodySide Side { get; private set; }

    /// <summary>The number of bytes that were passed to the client.</summary>
    public long Written { get; private set; }

    /// <summary>Copies the body as it is received. It is sent on whenever the upstream has to be waited for.</summary>
    /// <returns>Why it failed; null if it didn't.</returns>
    public async ValueTask<Exception?> CopyAsync(UpstreamConnection connection, UpstreamBody body)
    {
        try
        {
            if (body.Whole is { IsEmpty: false } whole)
            {
                Side = BodySide.Client;
                await context.Response.Body.WriteAsync(whole, context.RequestAborted).ConfigureAwait(false);
                body.Skip(whole.Length);
                Written += whole.Length;
            }

            if (!body.IsComplete && body.CountReceived() == 0)
                await BeginEventStreamAsync().ConfigureAwait(false);
            while (!body.IsComplete)
                await CopyPartAsync(connection, body).ConfigureAwait(false);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    /// <summary>Copies a body that a hook or a transform has replaced.</summary>
    /// <returns>Why it failed; null if it didn't.</returns>
    public async ValueTask<Exception?> CopyAsync(HttpContent content)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(DirectSize);
        try
        {
            var source = await content.ReadAsStreamAsync(context.RequestAborted).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                await BeginEventStreamAsync().ConfigureAwait(false);
                while (true)
                {
                    Side = BodySide.Upstream;
                    var count = await source.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false);
                    if (count == 0)
                        return null;

                    Side = BodySide.Client;
                    await context.Response.Body.WriteAsync(buffer.AsMemory(0, count), context.RequestAborted).ConfigureAwait(false);
                    Written += count;
                }
            }
        }
        catch (Exception failure)
        {
            return failure;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Sends the head of an event stream at once: its client counts as connected from then on (HTML Standard, section 9.2.3), and the
    /// first event can come much later. Other responses wait for the first bytes of their body, which saves a packet.
    /// </summary>
    private async ValueTask BeginEventStreamAsync()
    {
        var response = context.Response;
        if (response.HasStarted || response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) != true)
            return;

        Side = BodySide.Client;
        await response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Sends what is received, and waits for more.</summary>
    private async ValueTask CopyPartAsync(UpstreamConnection connection, UpstreamBody body)
    {
        var written = 0;
        Side = BodySide.Upstream;
        for (int count; (count = body.CountReceived()) > 0; Side = BodySide.Upstream)
        {
            Side = BodySide.Client;
            if (!context.Response.HasStarted)
                await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
            count = body.TakeReceived(context.Response.BodyWriter.GetSpan(count));
            context.Response.BodyWriter.Advance(count);
            written += count;
            Written += count;
        }

        var isLong = connection.IsFull && !connection.HasReceived && body.Following >= LongPart;
        if (written > 0)
            await FlushAsync().ConfigureAwait(false);
        while (isLong)
            isLong = await CopyDirectAsync(body).ConfigureAwait(false);
        if (!body.IsComplete)
            await body.WaitAsync().ConfigureAwait(false);
    }

    /// <summary>Reads a part of the body into the client's buffers.</summary>
    /// <returns>Whether the next part is worth the same.</returns>
    private async ValueTask<bool> CopyDirectAsync(UpstreamBody body)
    {
        Side = BodySide.Upstream;
        var target = context.Response.BodyWriter.GetMemory((int)Math.Min(body.Following, DirectSize));
        var count = await body.ReadDirectAsync(target).ConfigureAwait(false);
        if (count == 0)
            return false;

        Side = BodySide.Client;
        context.Response.BodyWriter.Advance(count);
        Written += count;
        await FlushAsync().ConfigureAwait(false);
        Side = BodySide.Upstream;
        return count >= LongPart && body.Following >= LongPart;
    }

    private async ValueTask FlushAsync()
    {
        Side = BodySide.Client;
        var flush = await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        if (flush.IsCompleted)
            throw new IOException("The client doesn't read the response any more.");

        Side = BodySide.Upstream;
    }
}
