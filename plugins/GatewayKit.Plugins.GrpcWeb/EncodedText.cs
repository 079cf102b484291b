using System.Buffers.Text;

namespace GatewayKit.Plugins.GrpcWeb;

/// <summary>
/// The base64 text of a body. Each read is encoded at once and may end with padding, so that a message doesn't wait for the next one; the
/// gRPC-Web protocol allows that.
/// </summary>
internal sealed class EncodedText(Stream inner) : ReadOnlyStream
{
    private const int GroupBytes = 3;
    private const int GroupChars = 4;

    private byte[]? _group;
    private int _sent = GroupChars;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        => buffer.IsEmpty ? inner.ReadAsync(buffer, cancellationToken)
            : buffer.Length < GroupChars || _sent < GroupChars ? ReadGroupAsync(buffer, cancellationToken)
            : ReadTextAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadTextAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await inner.ReadAsync(buffer[..(buffer.Length / GroupChars * GroupBytes)], cancellationToken).ConfigureAwait(false);
        if (read == 0)
            return 0;

        Base64.EncodeToUtf8InPlace(buffer.Span, read, out var written);
        return written;
    }

    // For a reader with a very small buffer.
    private async ValueTask<int> ReadGroupAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_sent == GroupChars)
        {
            _group ??= new byte[GroupChars];
            if (await ReadTextAsync(_group, cancellationToken).ConfigureAwait(false) == 0)
                return 0;

            _sent = 0;
        }

        var count = Math.Min(buffer.Length, GroupChars - _sent);
        _group.AsSpan(_sent, count).CopyTo(buffer.Span);
        _sent += count;
        return count;
    }
}
