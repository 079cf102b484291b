using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>
/// A body whose digest is verified while it is read. With an announced length, its last bytes are returned only after the digest matches;
/// otherwise its end is. So the upstream never receives a complete body that doesn't match.
/// </summary>
/// <param name="body">The body.</param>
/// <param name="digest">Its digest.</param>
/// <param name="length">Its announced length, in bytes; null if it is unknown.</param>
internal sealed class VerifiedBody(Stream body, RunningDigest digest, long? length) : ObservedStream(body)
{
    private long _read;
    private bool? _matches;

    /// <exception cref="BadHttpRequestException">The body doesn't match its digest.</exception>
    protected override void OnRead(ReadOnlySpan<byte> bytes)
    {
        if (_matches is null)
        {
            digest.Append(bytes);
            _read += bytes.Length;
            if (_read == length || bytes.IsEmpty)
                _matches = digest.End();
        }

        if (_matches == false)
            throw new BadHttpRequestException("The request's body doesn't match its Content-Digest.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            digest.Dispose();
        base.Dispose(disposing);
    }
}
