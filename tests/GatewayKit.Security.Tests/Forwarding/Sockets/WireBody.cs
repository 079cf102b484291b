using System.Globalization;
using System.Text;

namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>The body of a message, without its framing.</summary>
/// <param name="Framing">How its end was marked: <c>none</c>, <c>length</c>, <c>chunked</c> or <c>close</c>.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Trailers">The lines of the trailers.</param>
/// <param name="IsWhole">Whether it ended as its framing says.</param>
public sealed record WireBody(string Framing, string Content, IReadOnlyList<string> Trailers, bool IsWhole)
{
    public static readonly WireBody None = new("none", "", [], true);

    /// <summary>Reads the body of a request or a response.</summary>
    /// <param name="wire">The connection.</param>
    /// <param name="head">The head of the message.</param>
    /// <param name="endsWithConnection">Whether a message without a length ends with the connection; otherwise, it has no body.</param>
    public static async Task<WireBody> ReadAsync(Wire wire, WireHead head, bool endsWithConnection)
    {
        if (head.First("Transfer-Encoding") is not null)
            return await ReadChunkedAsync(wire);

        if (head.First("Content-Length") is { } length)
        {
            var count = long.Parse(length, CultureInfo.InvariantCulture);
            var content = await wire.ReadCountAsync(count);
            return new WireBody("length", content, [], content.Length == count);
        }

        return endsWithConnection ? new WireBody("close", await wire.ReadToEndAsync(), [], !wire.WasReset) : None;
    }

    private static async Task<WireBody> ReadChunkedAsync(Wire wire)
    {
        var content = new StringBuilder();
        while (await wire.ReadLineAsync() is { } line)
        {
            var size = int.Parse(line.TrimEnd().Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
                return await ReadTrailersAsync(wire, content.ToString());

            var chunk = await wire.ReadCountAsync(size + 2);
            content.Append(chunk, 0, Math.Min(size, chunk.Length));
            if (chunk.Length < size + 2)
                break;
        }

        return new WireBody("chunked", content.ToString(), [], IsWhole: false);
    }

    private static async Task<WireBody> ReadTrailersAsync(Wire wire, string content)
    {
        var trailers = new List<string>();
        while (await wire.ReadLineAsync() is { } line)
        {
            if (line == "\r\n")
                return new WireBody("chunked", content, trailers, IsWhole: true);
            trailers.Add(line.TrimEnd());
        }

        return new WireBody("chunked", content, trailers, IsWhole: false);
    }
}
