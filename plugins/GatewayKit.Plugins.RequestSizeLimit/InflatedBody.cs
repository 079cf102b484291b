using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.RequestSizeLimit;

/// <summary>
/// A compressed body that fails when its decoded size exceeds a limit. Bytes are returned only after they were decoded: the upstream
/// never gets a part that decodes to more than the limit. The decoded data isn't kept.
/// </summary>
internal sealed class InflatedBody(Stream body, BodyDecoder decoder, long limit) : PassedBody(body)
{
    private const int Buffer = 16 * 1024;

    private readonly DecoderInput _input = new();
    private Stream? _decoder;
    private Task? _decoding;
    private long _left = limit;

    protected override async ValueTask PassAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (bytes.IsEmpty && _decoding is null)
            return;

        // The decoder must be done with the bytes before this returns: their buffer belongs to the reader.
        var used = _input.Use(bytes);
        _decoding ??= DecodeAsync();
        await (bytes.IsEmpty ? _decoding : Task.WhenAny(used, _decoding)).ConfigureAwait(false);
        if (!_decoding.IsCompleted)
            return;

        await _decoding.ConfigureAwait(false);

        // A decoder that stops before the end leaves data that others may decode.
        if (!_input.IsEmpty)
            throw new BadHttpRequestException("The request's compressed body has data after its end.");
        if (bytes.IsEmpty && _input.ReadsAfterEnd != decoder.ReadsAfterEnd)
            throw new BadHttpRequestException("The request's compressed body isn't complete, or has data after its end.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _decoder?.Dispose();
        base.Dispose(disposing);
    }

    private async Task DecodeAsync()
    {
        var buffer = new byte[Buffer];
        _decoder = decoder.Open(_input);
        try
        {
            while (await _decoder.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var read)
            {
                _left -= read;
                if (_left < 0)
                    throw TooLarge();
            }
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            throw new BadHttpRequestException("The request's compressed body isn't valid.", error);
        }
    }
}
