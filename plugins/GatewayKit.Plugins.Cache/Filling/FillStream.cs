namespace GatewayKit.Plugins.Cache.Filling;

/// <summary>A body that is copied while the client receives it.</summary>
internal sealed class FillStream(Stream inner, FillBuffer buffer, Action<ReadOnlyMemory<byte>?> end) : Stream
{
    private bool _hasEnded;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            count = await inner.ReadAsync(target, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Fail();
            throw;
        }

        Copy(target.Span[..count], isEnd: count == 0 && target.Length > 0);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> target)
    {
        int count;
        try
        {
            count = inner.Read(target);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Fail();
            throw;
        }

        Copy(target[..count], isEnd: count == 0 && target.Length > 0);
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            GiveUp();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Copy(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        if (_hasEnded)
            return;

        if (!bytes.IsEmpty && !buffer.TryAdd(bytes))
        {
            _hasEnded = true;
            end(null);
        }
        else if (isEnd || buffer.IsComplete)
        {
            _hasEnded = true;
            end(buffer.Take());
        }
    }

    private void Fail()
    {
        if (_hasEnded)
            return;

        GiveUp();
        end(null);
    }

    // The body wasn't read to its end. The exchange reports why.
    private void GiveUp()
    {
        if (_hasEnded)
            return;

        _hasEnded = true;
        buffer.Release();
    }
}
