using System.Buffers;
using System.Buffers.Text;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.GrpcWeb;

/// <summary>The bytes of a body in base64 text, which may have padding wherever the client has flushed it. Holds at most 4 KB.</summary>
internal sealed class DecodedText(Stream inner) : ReadOnlyStream
{
    private const int BufferLength = 4096;
    private const int GroupChars = 4;
    private const int GroupBytes = 3;
    private const byte Padding = (byte)'=';

    private readonly byte[] _text = new byte[BufferLength];
    private readonly byte[] _bytes = new byte[BufferLength];
    private int _textLength;
    private int _next;
    private int _end;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty)
            return 0;

        while (_next == _end)
        {
            var read = await inner.ReadAsync(_text.AsMemory(_textLength), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return _textLength == 0 ? 0 : throw Invalid();

            _textLength += read;
            Decode();
        }

        var count = Math.Min(buffer.Length, _end - _next);
        _bytes.AsSpan(_next, count).CopyTo(buffer.Span);
        _next += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Decodes the complete groups of four characters, and keeps the others. The decoder skips white space, but here it is
    /// an error: otherwise, the result would depend on the number of bytes that have arrived.</summary>
    private void Decode()
    {
        (_next, _end) = (0, 0);
        var groups = _text.AsSpan(0, _textLength / GroupChars * GroupChars);
        var rest = _textLength - groups.Length;
        while (!groups.IsEmpty)
        {
            var padding = groups.IndexOf(Padding);
            var length = padding < 0 ? groups.Length : (padding / GroupChars * GroupChars) + GroupChars;
            if (Base64.DecodeFromUtf8(groups[..length], _bytes.AsSpan(_end), out var consumed, out var written) != OperationStatus.Done
                || consumed != length || (length / GroupChars * GroupBytes) - written >= GroupBytes)
                throw Invalid();

            _end += written;
            groups = groups[length..];
        }

        _text.AsSpan(_textLength - rest, rest).CopyTo(_text);
        _textLength = rest;
    }

    private static BadHttpRequestException Invalid() => new("The body isn't valid base64 text.");
}
