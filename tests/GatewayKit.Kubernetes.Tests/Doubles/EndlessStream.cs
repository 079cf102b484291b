using System.Text;

namespace GatewayKit.Kubernetes.Tests.Doubles;

/// <summary>A body that has some text, and then neither more nor an end.</summary>
internal sealed class EndlessStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position == Length)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return await base.ReadAsync(buffer, cancellationToken);
    }
}
