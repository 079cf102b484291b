using GatewayKit.Bodies;

namespace GatewayKit.Plugins.RequestSizeLimit;

/// <summary>
/// A compressed body that fails when its decoded size exceeds a limit. Bytes are returned only after they were decoded: the upstream
/// never gets a part that decodes to more than the limit. The decoded data isn't kept.
/// </summary>
internal sealed class InflatedBody(Stream body, ContentCoding coding, long limit) : PassedBody(body)
{
    private const int Buffer = 16 * 1024;

    private readonly DecoderInput _input = new();
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
        if (_decoding.IsCompleted)
            await _decoding.ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        // The decoder releases its buffers when it ends: it may still run.
        if (disposing && _decoding is { } decoding)
        {
            _ = decoding.ContinueWith(
                static ended => ended.Exception, CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _input.Abandon();
        }

        base.Dispose(disposing);
    }

    private async Task DecodeAsync()
    {
        var buffer = new byte[Buffer];
        using var decoded = new DecodedBody(_input, coding, BodyFaults.OfRequest, limitsRatio: false);
        while (await decoded.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var read)
        {
            _left -= read;
            if (_left < 0)
                throw TooLarge();
        }
    }
}
