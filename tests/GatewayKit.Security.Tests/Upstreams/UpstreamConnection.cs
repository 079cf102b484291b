using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace GatewayKit.Security.Tests.Upstreams;

/// <summary>One connection of the gateway to an upstream that answers whatever bytes it likes.</summary>
public sealed class UpstreamConnection(TcpClient client) : IDisposable
{
    private readonly StringBuilder _received = new();
    private readonly byte[] _buffer = new byte[16 * 1024];

    public bool IsClosed { get; private set; }

    /// <summary>The next request, head and body of a known length; null if the gateway has closed.</summary>
    public async Task<string?> ReadRequestAsync(bool withBody = true)
    {
        if (await ReadHeadAsync() is not { } head)
            return null;
        if (!withBody)
            return head;

        var length = head
            .Split("\r\n")
            .FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)) is { } header
            ? int.Parse(header["Content-Length: ".Length..], CultureInfo.InvariantCulture)
            : 0;
        while (_received.Length < length)
        {
            if (!await FillAsync())
                return null;
        }

        return head + Take(length);
    }

    public async Task WriteAsync(string text)
    {
        try
        {
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));
        }
        catch (IOException)
        {
            IsClosed = true;
        }
    }

    /// <summary>Reads so many bytes of a body.</summary>
    public async Task<int> ReadBodyAsync(int count)
    {
        while (_received.Length < count && await FillAsync())
        {
        }

        return _received.Length;
    }

    /// <summary>Completes when the gateway closes or resets the connection.</summary>
    public async Task WaitForEndAsync()
    {
        while (await FillAsync())
        {
        }
    }

    public void Close()
    {
        IsClosed = true;
        client.Dispose();
    }

    public void Reset()
    {
        client.LingerState = new LingerOption(true, 0);
        Close();
    }

    public void Dispose() => Close();

    private async Task<string?> ReadHeadAsync()
    {
        int end;
        while ((end = _received.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            if (!await FillAsync())
                return null;
        }

        return Take(end + 4);
    }

    private async Task<bool> FillAsync()
    {
        try
        {
            var count = IsClosed ? 0 : await client.GetStream().ReadAsync(_buffer);
            _received.Append(Encoding.Latin1.GetString(_buffer, 0, count));
            return count > 0;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private string Take(int count)
    {
        var text = _received.ToString(0, count);
        _received.Remove(0, count);
        return text;
    }
}
