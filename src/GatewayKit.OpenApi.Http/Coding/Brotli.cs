using System.Buffers;
using System.IO.Compression;

namespace GatewayKit.OpenApi.Http.Coding;

/// <summary>Decodes Brotli (RFC 7932) without trailing data.</summary>
internal static class Brotli
{
    public static BodyDecoding Decode(ReadOnlySpan<byte> body, long limit, out ReadOnlyMemory<byte> decoded)
    {
        var output = new ArrayBufferWriter<byte>();
        decoded = default;
        using var decoder = default(BrotliDecoder);
        while (true)
        {
            var status = decoder.Decompress(body, output.GetSpan(4096), out var read, out var written);
            output.Advance(written);
            body = body[read..];
            if (output.WrittenCount > limit)
                return BodyDecoding.TooLong;
            if (status == OperationStatus.DestinationTooSmall)
                continue;
            if (status != OperationStatus.Done || !body.IsEmpty)
                return BodyDecoding.Broken;
            decoded = output.WrittenMemory;
            return BodyDecoding.Decoded;
        }
    }
}
