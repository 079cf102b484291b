namespace GatewayKit.OpenApi.Http;

/// <summary>Reads from another stream, which it owns, and copies the bytes that are read.</summary>
internal sealed class CopiedStream(Stream source, BodyCopy copy) : ObservedStream(source)
{
    protected override void OnRead(ReadOnlySpan<byte> bytes) => copy.Add(bytes);
}
