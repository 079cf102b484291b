using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.RequestSizeLimit;

/// <summary>A body that is measured while it is read, and returned unchanged.</summary>
internal abstract class PassedBody(Stream body) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read > 0 || buffer.Length > 0)
            await PassAsync(buffer[..read], cancellationToken).ConfigureAwait(false);
        return read;
    }

    /// <summary>Measures the next bytes.</summary>
    /// <param name="bytes">The bytes; empty at the end.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="BadHttpRequestException">The request is rejected with the exception's status.</exception>
    protected abstract ValueTask PassAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Creates the exception for a body that is too large.</summary>
    protected static BadHttpRequestException TooLarge() => new("The request's body is too large.", StatusCodes.Status413PayloadTooLarge);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }
}
