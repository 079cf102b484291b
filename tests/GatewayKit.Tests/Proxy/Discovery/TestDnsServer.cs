using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GatewayKit.Tests.Proxy.Discovery;

/// <summary>A DNS server on a loopback port: it answers questions for A, AAAA and SRV records (RFC 1035, section 4; RFC 2782).</summary>
internal sealed class TestDnsServer : IAsyncDisposable
{
    private const int A = 1;
    private const int Aaaa = 28;
    private const int Srv = 33;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly ConcurrentDictionary<string, string[]> _records = new(StringComparer.OrdinalIgnoreCase);
    private readonly Task _running;
    private volatile bool _isBroken;

    public TestDnsServer() => _running = RunAsync();

    public string Address => _socket.Client.LocalEndPoint!.ToString()!;

    /// <summary>Sets the records of a name: addresses, or targets with ports.</summary>
    public void Set(string name, params string[] records) => _records[name] = records;

    /// <summary>Lets the server answer each question with SERVFAIL, or correctly again.</summary>
    public void Break(bool isBroken) => _isBroken = isBroken;

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _running;
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var question = await _socket.ReceiveAsync();
                await _socket.SendAsync(Answer(question.Buffer), question.RemoteEndPoint);
            }
        }
        catch (Exception error) when (error is ObjectDisposedException or SocketException)
        {
        }
    }

    private byte[] Answer(byte[] question)
    {
        var (labels, at) = (new List<string>(), 12);
        for (; question[at] > 0; at += question[at] + 1)
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        var type = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1));
        var end = at + 5;
        var records = _isBroken ? [] : _records.GetValueOrDefault(string.Join('.', labels), []);
        var data = records.Select(record => Data(type, record)).OfType<byte[]>().ToArray();

        using var answer = new MemoryStream();
        answer.Write(question, 0, end);
        foreach (var record in data)
        {
            // A pointer to the name of the question, the type, the class IN, the time to live in seconds, and the length.
            answer.Write([0xC0, 12, 0, (byte)type, 0, 1, 0, 0, 0, 60, 0, (byte)record.Length]);
            answer.Write(record);
        }

        var bytes = answer.ToArray();
        bytes[2] = 0x84;
        bytes[3] = (byte)(0x80 | (_isBroken ? 2 : 0));
        bytes[7] = (byte)data.Length;
        bytes.AsSpan(8, 4).Clear();
        return bytes;
    }

    private static byte[]? Data(int type, string record)
    {
        if (IPAddress.TryParse(record, out var address))
        {
            return type == (address.AddressFamily == AddressFamily.InterNetwork ? A : Aaaa) ? address.GetAddressBytes() : null;
        }

        if (type != Srv)
            return null;

        // The priority and the weight, the port, and the name of the target.
        var (name, port) = (record.Split(':')[0], ushort.Parse(record.Split(':')[1]));
        return [0, 0, 0, 0, (byte)(port >> 8), (byte)port,
            .. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];
    }
}
