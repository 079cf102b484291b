using System.Text;

namespace GatewayKit.Plugins.Tests.WebSocketSse;

/// <summary>A client of server-sent events.</summary>
internal sealed class EventReader(HttpResponseMessage response, Stream body) : IDisposable
{
    private readonly StreamReader _reader = new(body, Encoding.UTF8);

    public HttpResponseMessage Response => response;

    public string? Header(string name)
        => response.Headers.NonValidated.TryGetValues(name, out var values)
            || response.Content.Headers.NonValidated.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>The lines of the next event or comment, joined by a bar; null at the end of the stream.</summary>
    public async Task<string?> NextAsync()
    {
        var lines = new List<string>();
        while (await _reader.ReadLineAsync().WaitAsync(SseHost.Patience) is { } line)
        {
            if (line.Length == 0)
                return string.Join('|', lines);

            lines.Add(line);
        }

        Assert.Empty(lines);
        return null;
    }

    /// <summary>The body of a response that isn't a stream of events.</summary>
    public Task<string> TextAsync() => _reader.ReadToEndAsync().WaitAsync(SseHost.Patience);

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
