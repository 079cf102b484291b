using System.Text;
using System.Threading.Channels;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>The body of a request, which arrives part by part.</summary>
internal sealed class ClientBody : MemoryStream
{
    private readonly Channel<Func<byte[]>> _parts = Channel.CreateUnbounded<Func<byte[]>>();
    private readonly SemaphoreSlim _waiting = new(0);

    /// <summary>Gets whether a reader has seen the end.</summary>
    public bool HasEnded { get; private set; }

    public void Send(string part) => _parts.Writer.TryWrite(() => Encoding.ASCII.GetBytes(part));

    public void End() => _parts.Writer.TryWrite(() => []);

    public void Fail(Exception error) => _parts.Writer.TryWrite(() => throw error);

    /// <summary>Completes when another read waits for a part.</summary>
    public async Task IsAwaitedAsync() => Assert.True(await _waiting.WaitAsync(TimeSpan.FromSeconds(60)));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_parts.Reader.TryRead(out var part))
        {
            _waiting.Release();
            part = await _parts.Reader.ReadAsync(cancellationToken);
        }

        var bytes = part();
        HasEnded = bytes.Length == 0;
        bytes.CopyTo(buffer);
        return bytes.Length;
    }
}
