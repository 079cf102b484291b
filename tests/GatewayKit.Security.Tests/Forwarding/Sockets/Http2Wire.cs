using GatewayKit.Security.Tests.Forwarding.Exchanges;
using static GatewayKit.Security.Tests.Forwarding.Sockets.Http2Frames;

namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>
/// A client of HTTP/2 (RFC 9113) with prior knowledge, with one stream after the other. Nothing limits what the server sends; what the
/// client sends on a connection stays below the server's window.
/// </summary>
internal sealed class Http2Wire(Wire wire) : IRawClient
{
    // Kestrel's window for a connection has 1 MB.
    private const int MostSent = 700_000;

    private int _stream = -1;
    private int _sent;
    private bool _isEnding;

    /// <summary>Completes when the current stream has received a part of a body.</summary>
    public TaskCompletionSource FirstData { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<IRawClient> ConnectAsync(int port)
    {
        var client = new Http2Wire(await Wire.ConnectAsync(port));
        await client.StartAsync();
        return client;
    }

    public async Task<ClientResult> SendAsync(ExchangeSpec exchange, string host, string id)
    {
        _stream += 2;
        FirstData = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = Http2Request.Bytes(exchange.Request, host, id, _stream);
        _sent += request.Length;
        var writing = wire.WriteAsync(request, exchange.Cuts(request.Length));
        var result = await ReadAsync();
        return result with { CanContinue = await writing && result.CanContinue && !_isEnding && _sent < MostSent };
    }

    /// <summary>Gives up the current stream.</summary>
    public Task ResetAsync() => wire.WriteAsync(Frame(ResetStream, 0, _stream, Number(8)));

    public void Dispose() => wire.Dispose();

    // No table of fields (setting 1), no pushes (2), and the largest windows (4).
    private async Task StartAsync()
    {
        await wire.WriteAsync(Preface
            + Frame(Settings, 0, 0, "\0\x01" + Number(0) + "\0\x02" + Number(0) + "\0\x04" + Number(int.MaxValue))
            + Frame(WindowUpdate, 0, 0, Number(int.MaxValue - 65_535)));
        while (await ReadFrameAsync() is { } frame)
        {
            if (frame.Type != Settings || frame.Flags == Ack)
                continue;

            await wire.WriteAsync(Frame(Settings, Ack, 0, ""));
            return;
        }
    }

    private async Task<ClientResult> ReadAsync()
    {
        var interim = new List<WireHead>();
        var (head, content, trailers) = ((WireHead?)null, new System.Text.StringBuilder(), new List<string>());
        while (await ReadFrameAsync() is { } frame)
        {
            _isEnding |= frame.Type == GoAway;
            if (frame.Stream != _stream)
                continue;

            switch (frame.Type)
            {
                case Headers:
                    var fields = FieldBlocks.Decode(await ReadFieldsAsync(frame.Flags, frame.Payload));
                    if (head is not null)
                        trailers.AddRange(fields.Select(field => $"{field.Name}: {field.Value}"));
                    else if (HeadOf(fields) is var read && !read.StartLine.StartsWith("HTTP/2.0 1", StringComparison.Ordinal))
                        head = read;
                    else if (!read.StartLine.EndsWith("100", StringComparison.Ordinal))
                        interim.Add(read);
                    break;
                case Data:
                    content.Append(frame.Payload);
                    FirstData.TrySetResult();
                    break;
                case ResetStream:
                    return Result($"reset {Number(frame.Payload)}", isWhole: false);
            }

            if (frame.Type is Headers or Data && (frame.Flags & EndStream) != 0)
                return Result("stream", isWhole: true);
        }

        return Result("close", isWhole: false) with { CanContinue = false };

        ClientResult Result(string framing, bool isWhole)
            => new(interim, head, new WireBody(framing, content.ToString(), trailers, isWhole), CanContinue: true);
    }

    private async Task<string> ReadFieldsAsync(byte flags, string block)
    {
        while ((flags & EndHeaders) == 0 && await ReadFrameAsync() is { } next)
        {
            Assert.Equal(Continuation, next.Type);
            (flags, block) = (next.Flags, block + next.Payload);
        }

        return block;
    }

    private async Task<(byte Type, byte Flags, int Stream, string Payload)?> ReadFrameAsync()
    {
        if (await wire.ReadCountAsync(HeadLength) is not { Length: HeadLength } head)
            return null;

        var length = (head[0] << 16) | (head[1] << 8) | head[2];
        var payload = await wire.ReadCountAsync(length);
        return payload.Length == length ? ((byte)head[3], (byte)head[4], Number(head.AsSpan(5)), payload) : null;
    }

    private static WireHead HeadOf(IReadOnlyList<(string Name, string Value)> fields) => new(
        $"HTTP/2.0 {fields.Single(field => field.Name == ":status").Value}",
        [.. fields.Where(field => field.Name != ":status").Select(field => KeyValuePair.Create(field.Name, field.Value))]);
}
