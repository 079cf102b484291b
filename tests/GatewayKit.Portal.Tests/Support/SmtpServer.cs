using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using MimeKit;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>An SMTP server that keeps the messages (RFC 5321, without extensions).</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<MimeMessage> _messages = Channel.CreateUnbounded<MimeMessage>();
    private readonly Task _accepting;

    public SmtpServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Returns the next message to an address; earlier ones to others are skipped.</summary>
    public async Task<MimeMessage> NextAsync(string to)
    {
        using var end = new CancellationTokenSource(PortalHost.Patience);
        while (true)
        {
            var message = await _messages.Reader.ReadAsync(end.Token);
            if (message.To.Mailboxes.Single().Address == to)
                return message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client.GetStream(), _stop.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(NetworkStream stream, CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        await using var writer = new StreamWriter(stream, Encoding.ASCII, leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test".AsMemory(), cancellation);
        while (await reader.ReadLineAsync(cancellation) is { } command)
        {
            if (command == "DATA")
            {
                await writer.WriteLineAsync("354 go".AsMemory(), cancellation);
                await _messages.Writer.WriteAsync(await ReadMessageAsync(reader, cancellation), cancellation);
            }

            await writer.WriteLineAsync((command == "QUIT" ? "221 bye" : "250 ok").AsMemory(), cancellation);
            if (command == "QUIT")
                return;
        }
    }

    private static async Task<MimeMessage> ReadMessageAsync(StreamReader reader, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(cancellation) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        using var bytes = new MemoryStream(Encoding.ASCII.GetBytes(text.ToString()));
        return await MimeMessage.LoadAsync(bytes, cancellation);
    }
}
