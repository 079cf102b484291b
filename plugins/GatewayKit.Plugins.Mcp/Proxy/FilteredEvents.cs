using System.Text.Json;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Mcp.Proxy;

/// <summary>
/// Server-sent events with messages of a server (HTML, section 9.2), without the tools that the caller can't use:
/// <list type="number">
/// <item>bytes are collected until an empty line ends an event</item>
/// <item>the <c>data</c> lines of the event are joined, and filtered as a message</item>
/// <item>the event is sent with its other lines</item>
/// </list>
/// An event that isn't complete at the end isn't sent: clients ignore it.
/// </summary>
internal sealed class FilteredEvents(Stream source, ToolListFilter filter, ByteSize limit) : ReadOnlyStream
{
    private readonly byte[] _chunk = new byte[16 * 1024];
    private readonly MemoryStream _line = new();
    private readonly MemoryStream _data = new();
    private readonly MemoryStream _others = new();
    private readonly MemoryStream _ready = new();
    private bool _isFirstLine = true;
    private bool _hasData;
    private bool _followsReturn;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_ready.Position == _ready.Length)
        {
            _ready.SetLength(0);
            var count = await source.ReadAsync(_chunk, cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return 0;

            foreach (var next in _chunk.AsSpan(0, count))
                Take(next);
            _ready.Position = 0;
        }

        return _ready.Read(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private void Take(byte next)
    {
        var isSecond = next == '\n' && _followsReturn;
        _followsReturn = next == '\r';
        if (isSecond)
            return;
        if (next is (byte)'\r' or (byte)'\n')
        {
            EndLine(_line.GetBuffer().AsSpan(0, (int)_line.Length));
            _line.SetLength(0);
            return;
        }

        if (_line.Length + _data.Length + _others.Length >= limit.Bytes)
            throw BodyFaults.OfResponse.TooLarge();
        _line.WriteByte(next);
    }

    private void EndLine(ReadOnlySpan<byte> line)
    {
        // Clients ignore a byte order mark, so it must not hide the first line.
        if (_isFirstLine && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        _isFirstLine = false;
        if (line.IsEmpty)
        {
            EndEvent();
        }
        else if (line.SequenceEqual("data"u8) || line.StartsWith("data:"u8))
        {
            var value = line.Length > 5 ? line[5..] : default;
            if (_hasData)
                _data.WriteByte((byte)'\n');
            _data.Write(value.StartsWith(" "u8) ? value[1..] : value);
            _hasData = true;
        }
        else
        {
            _others.Write(line);
            _others.WriteByte((byte)'\n');
        }
    }

    private void EndEvent()
    {
        _others.WriteTo(_ready);
        if (_hasData)
            WriteData(_data.GetBuffer().AsMemory(0, (int)_data.Length));
        _ready.WriteByte((byte)'\n');
        _others.SetLength(0);
        _data.SetLength(0);
        _hasData = false;
    }

    private void WriteData(ReadOnlyMemory<byte> data)
    {
        var message = data.Length == 0 ? data : Filtered(data);
        foreach (var range in message.Span.Split((byte)'\n'))
        {
            _ready.Write("data: "u8);
            _ready.Write(message.Span[range]);
            _ready.WriteByte((byte)'\n');
        }
    }

    private ReadOnlyMemory<byte> Filtered(ReadOnlyMemory<byte> data)
    {
        try
        {
            return filter.Filter(data) ?? data;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw BodyFaults.OfResponse.Invalid("has an event that isn't a valid message", e);
        }
    }
}
