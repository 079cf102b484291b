using System.Runtime.InteropServices;

namespace GatewayKit.Pipeline;

/// <summary>The body of a response that hooks wrap or hold: where it comes from, and the streams put in between.</summary>
internal sealed class ResponseBody
{
    private readonly HttpContent? _upstream;
    private ReadOnlyMemory<byte> _held;
    private List<Func<Stream, Stream>>? _wraps;
    private bool _isHeld;

    public ResponseBody(HttpContent upstream) => _upstream = upstream;

    public ResponseBody(ReadOnlyMemory<byte> held)
    {
        _held = held;
        _isHeld = true;
    }

    /// <summary>Whether it differs from what came, so that it can't be passed through as it is.</summary>
    public bool IsChanged => _wraps is not null || (_isHeld && _upstream is not null);

    public void Wrap(Func<Stream, Stream> wrap) => (_wraps ??= []).Add(wrap);

    public async ValueTask<ReadOnlyMemory<byte>> BufferAsync(ByteSize limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit.Bytes, 1, nameof(limit));
        if (!_isHeld || _wraps is not null)
        {
            var stream = await OpenAsync(cancellation).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                _held = await BoundedReader.ReadAsync(stream, limit.Bytes, cancellation).ConfigureAwait(false)
                    ?? throw new UpstreamFailureException(UpstreamFailure.BodyTooLarge);
            }

            _isHeld = true;
            _wraps = null;
        }

        return _held.Length <= limit.Bytes ? _held : throw new UpstreamFailureException(UpstreamFailure.BodyTooLarge);
    }

    /// <summary>The stream to send to the client, through every wrap in the order in which they were put.</summary>
    public async ValueTask<Stream> OpenAsync(CancellationToken cancellation)
    {
        var stream = _isHeld ? Read(_held) : await _upstream!.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        foreach (var wrap in _wraps ?? [])
            stream = wrap(stream);

        return stream;
    }

    private static MemoryStream Read(ReadOnlyMemory<byte> memory)
        => MemoryMarshal.TryGetArray(memory, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(memory.ToArray(), writable: false);
}
