using System.Text.Json;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Mcp.Proxy;

/// <summary>A message of a server, without the tools that the caller can't use.</summary>
/// <param name="source">The message.</param>
/// <param name="filter">Removes the tools.</param>
/// <param name="limit">The maximum size of the message.</param>
/// <param name="canBeText">Whether the body can also be a text that isn't a message.</param>
internal sealed class FilteredJson(Stream source, ToolListFilter filter, ByteSize limit, bool canBeText) : ReadOnlyStream
{
    private ReadOnlyMemory<byte>? _message;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var message = _message ?? await ReadAllAsync(cancellationToken).ConfigureAwait(false);
        var count = Math.Min(buffer.Length, message.Length);
        message[..count].CopyTo(buffer);
        _message = message[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadAllAsync(CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (all.Length + count > limit.Bytes)
                throw BodyFaults.OfResponse.TooLarge();
            all.Write(buffer, 0, count);
        }

        var message = all.ToArray();
        // A list of tools has a brace, in every encoding of Unicode.
        if (canBeText && !message.Contains((byte)'{'))
            return message;

        try
        {
            return message.Length == 0 ? message : filter.Filter(message) ?? message;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw BodyFaults.OfResponse.Invalid("isn't a valid message", e);
        }
    }
}
