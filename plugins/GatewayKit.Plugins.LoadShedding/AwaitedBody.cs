namespace GatewayKit.Plugins.LoadShedding;

/// <summary>The body of a request. The time that the client needs to send it isn't the upstream's: a slow client must neither lower the
/// limit nor use it up.</summary>
internal sealed class AwaitedBody(Stream body, Admission admission, TimeProvider time) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var pending = body.ReadAsync(buffer, cancellationToken);
        if (!pending.IsCompletedSuccessfully)
            admission.WaitForClient();
        var read = await pending.ConfigureAwait(false);
        admission.Restart(time.GetTimestamp());
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }
}
