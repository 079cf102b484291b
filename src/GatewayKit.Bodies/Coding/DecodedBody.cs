using Microsoft.AspNetCore.Http;
using ZstdSharp;

namespace GatewayKit.Bodies;

/// <summary>
/// Decodes a body while it is read. It fails if the body isn't valid, isn't complete or has data after its end, and if it grows more than
/// 100 times, as an attack on its readers does. An empty body stays empty.
/// </summary>
/// <param name="body">The encoded body, which this stream owns.</param>
/// <param name="coding">The coding; not <see cref="ContentCoding.Identity"/>.</param>
/// <param name="faults">Creates the exceptions.</param>
/// <param name="limitsRatio">Whether the body may only grow 100 times: not for a reader that has its own limit and keeps nothing.</param>
internal sealed class DecodedBody(Stream body, ContentCoding coding, BodyFaults faults, bool limitsRatio = true) : ReadOnlyStream
{
    /// <summary>The maximum ratio of the decoded size to the encoded one.</summary>
    public const int MaxRatio = 100;

    /// <summary>A body of this size may have any ratio: short texts that repeat themselves are common.</summary>
    public const int AnyRatioSize = 1 << 20;

    private readonly DecoderSource _source = new(body, probesEnd: coding.ReadsAfterEnd is not null);
    private Stream? _decoder;
    private long _decoded;
    private bool _isEnded;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isEnded || buffer.IsEmpty)
            return 0;

        try
        {
            if (_decoder is null)
            {
                if (!await _source.FillAsync(cancellationToken).ConfigureAwait(false))
                {
                    _isEnded = true;
                    return 0;
                }

                _decoder = coding.OpenDecoder(_source);
            }

            var read = await _decoder.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
                await EndAsync(cancellationToken).ConfigureAwait(false);
            _decoded += read;
            return !limitsRatio || _decoded <= AnyRatioSize || _decoded / MaxRatio <= _source.Received ? read : throw faults.TooLarge();
        }
        catch (Exception error) when (_source.Failure is null && IsOfDecoder(error))
        {
            throw faults.Invalid("isn't valid in its content coding", error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder?.Dispose();
            _source.Dispose();
            body.Dispose();
        }

        base.Dispose(disposing);
    }

    // A decoder that stops before the end leaves data that others may decode.
    private async ValueTask EndAsync(CancellationToken cancellation)
    {
        if (!_source.IsEmpty || (coding.ReadsAfterEnd ?? 0) != _source.ReadsAfterEnd
            || await _source.FillAsync(cancellation).ConfigureAwait(false))
            throw faults.Invalid("isn't complete in its content coding, or has data after its end");

        _isEnded = true;
    }

    // For a body that needs a dictionary, the decoder throws an internal IOException. Those of this class can be IOExceptions, too.
    private static bool IsOfDecoder(Exception error)
        => error is InvalidDataException or InvalidOperationException or ZstdException or (IOException and not BadHttpRequestException);
}
