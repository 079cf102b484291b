namespace GatewayKit.AccessLog;

/// <summary>Copies a body while it is read.</summary>
internal sealed class CapturingStream(Stream inner, CapturedBody body) : ObservedStream(inner)
{
    protected override void OnRead(ReadOnlySpan<byte> bytes) => body.Add(bytes);
}
