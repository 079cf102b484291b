using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GatewayKit.Tests.Edge;

/// <summary>
/// Sends bytes over a socket exactly as they are, and reads responses strictly. Strings are Latin-1, one character a byte.
/// </summary>
public sealed class RawClient : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly StringBuilder _received = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private NetworkStream? _stream;

    /// <summary>The stream stays readable when a write has failed, unlike that of <see cref="TcpClient.GetStream"/>.</summary>
    private NetworkStream Stream => _stream ??= _client.GetStream();

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var client = new RawClient();
        await client._client.ConnectAsync(IPAddress.Loopback, port).WaitAsync(s_patience);
        return client;
    }

    /// <summary>One connection, one request, one response; null if the server closes without a complete one.</summary>
    public static async Task<RawResponse?> SendAsync(int port, string request)
    {
        await using var client = await ConnectAsync(port);
        await client.WriteAsync(request);
        return await client.ReadResponseAsync(isHead: request.StartsWith("HEAD ", StringComparison.Ordinal));
    }

    public async Task WriteAsync(string text)
    {
        try
        {
            await Stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask().WaitAsync(s_patience);
        }
        catch (IOException)
        {
            // The server has already refused what it read; its answer, or that there is none, is what counts.
        }
    }

    /// <summary>The next final response, or null if the connection ends before it is complete.</summary>
    public async Task<RawResponse?> ReadResponseAsync(bool isHead = false)
    {
        while (true)
        {
            if (await ReadUntilAsync("\r\n\r\n") is not { } head)
                return null;

            var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
            if (status == 100)
                continue;

            var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).Select(
                pair => KeyValuePair.Create(pair[0], pair.Length > 1 ? pair[1] : "")).ToList();
            var response = new RawResponse(status, headers, "") { Reason = lines[0].Split(' ', 3) is [_, _, var reason] ? reason : "" };
            if (isHead || status is 101 or 204 or 304)
                return response;

            var body = response.Header("Transfer-Encoding") == "chunked" ? await ReadChunkedAsync()
                : response.Header("Content-Length") is { } length ? await ReadCountAsync(int.Parse(length, CultureInfo.InvariantCulture))
                : await ReadToEndAsync();
            return body is null ? null : response with { Body = body };
        }
    }

    /// <summary>Whatever else comes until the server closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        while (await FillAsync())
        {
        }

        return Take(_received.Length);
    }

    public async Task<string?> ReadCountAsync(int count)
    {
        while (_received.Length < count)
        {
            if (!await FillAsync())
                return null;
        }

        return Take(count);
    }

    /// <summary>Closes with a reset, as a client that is gone.</summary>
    public void Reset() => _client.Client.Close(0);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> ReadChunkedAsync()
    {
        var body = new StringBuilder();
        while (await ReadUntilAsync("\r\n") is { } line)
        {
            var size = int.Parse(line.Trim().Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                // Trailers, up to an empty line.
                while (await ReadUntilAsync("\r\n") is { } trailer)
                {
                    if (trailer.Length == 2)
                        return body.ToString();
                }

                return null;
            }

            if (await ReadCountAsync(size + 2) is not { } chunk)
                return null;
            body.Append(chunk, 0, size);
        }

        return null;
    }

    private async Task<string?> ReadUntilAsync(string end)
    {
        int at;
        while ((at = _received.ToString().IndexOf(end, StringComparison.Ordinal)) < 0)
        {
            if (!await FillAsync())
                return null;
        }

        return Take(at + end.Length);
    }

    private async Task<bool> FillAsync()
    {
        try
        {
            var count = await Stream.ReadAsync(_buffer).AsTask().WaitAsync(s_patience);
            _received.Append(Encoding.Latin1.GetString(_buffer, 0, count));
            return count > 0;
        }
        catch (IOException)
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
