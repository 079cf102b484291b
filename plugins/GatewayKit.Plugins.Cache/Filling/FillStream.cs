namespace GatewayKit.Plugins.Cache.Filling;

/// <summary>A body that is copied while the client receives it.</summary>
internal sealed class FillStream(Stream inner, FillBuffer buffer, Action<ReadOnlyMemory<byte>?> end) : ObservedStream(inner)
{
    private bool _hasEnded;

    protected override void OnRead(ReadOnlySpan<byte> bytes)
    {
        if (_hasEnded)
            return;

        if (!bytes.IsEmpty && !buffer.TryAdd(bytes))
        {
            _hasEnded = true;
            end(null);
        }
        else if (bytes.IsEmpty || buffer.IsComplete)
        {
            _hasEnded = true;
            end(buffer.Take());
        }
    }

    protected override void OnFailed(Exception error)
    {
        if (_hasEnded)
            return;

        GiveUp();
        end(null);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            GiveUp();
        base.Dispose(disposing);
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
