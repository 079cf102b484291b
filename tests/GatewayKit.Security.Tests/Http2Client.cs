using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GatewayKit.Security.Tests;

/// <summary>Sends one request in HTTP/2 frames (RFC 9113) with any header fields at all, and reads the status of the answer.</summary>
public static class Http2Client
{
    private const byte Data = 0, Headers = 1, ResetStream = 3, Settings = 4, GoAway = 7;
    private const byte EndStream = 1, EndHeaders = 4, Ack = 1;

    // RFC 7541, appendix A: the statuses that have an index of their own.
    private static readonly int[] s_indexedStatuses = [200, 204, 206, 304, 400, 404, 500];

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static (string Name, string Value)[] Request(string method, string path, params (string Name, string Value)[] more)
        => [(":method", method), (":scheme", "http"), (":authority", "h"), (":path", path), .. more];

    /// <summary>The status, or null if the server resets the stream or closes the connection.</summary>
    public static async Task<int?> SendAsync(int port, IEnumerable<(string Name, string Value)> headers, string? body = null)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port).WaitAsync(s_patience);
        var stream = client.GetStream();
        byte[] request =
        [
            .. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, []),
            .. Frame(Headers, body is null ? (byte)(EndHeaders | EndStream) : EndHeaders, 1, Encode(headers)),
            .. body is null ? [] : Frame(Data, EndStream, 1, Encoding.Latin1.GetBytes(body)),
        ];

        try
        {
            await stream.WriteAsync(request).AsTask().WaitAsync(s_patience);
            return await ReadStatusAsync(stream).WaitAsync(s_patience);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<int?> ReadStatusAsync(NetworkStream stream)
    {
        var head = new byte[9];
        while (true)
        {
            await stream.ReadExactlyAsync(head);
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await stream.ReadExactlyAsync(payload);
            switch (head[3])
            {
                case Headers:
                    return Status(payload);
                case ResetStream or GoAway:
                    return null;
                case Settings when (head[4] & Ack) == 0:
                    await stream.WriteAsync(Frame(Settings, Ack, 0, []));
                    break;
            }
        }
    }

    private static int Status(ReadOnlySpan<byte> block)
    {
        while ((block[0] & 0xe0) == 0x20)
            block = block[1..];

        return (block[0] & 0x80) != 0
            ? s_indexedStatuses[(block[0] & 0x7f) - 8]
            : int.Parse(Encoding.ASCII.GetString(block.Slice(2, block[1])), System.Globalization.CultureInfo.InvariantCulture);
    }

    // Literal fields, never indexed, without Huffman codes: what is written is what is sent.
    private static byte[] Encode(IEnumerable<(string Name, string Value)> headers)
    {
        var block = new List<byte>();
        foreach (var (name, value) in headers)
        {
            block.Add(0x10);
            AddText(name);
            AddText(value);
        }

        return [.. block];

        void AddText(string text)
        {
            if (text.Length < 127)
            {
                block.Add((byte)text.Length);
            }
            else
            {
                block.Add(127);
                var rest = text.Length - 127;
                for (; rest >= 128; rest >>= 7)
                    block.Add((byte)((rest & 127) | 128));
                block.Add((byte)rest);
            }

            block.AddRange(Encoding.Latin1.GetBytes(text));
        }
    }

    private static byte[] Frame(byte type, byte flags, int streamId, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), streamId);
        payload.CopyTo(frame, 9);
        return frame;
    }
}
