namespace GatewayKit.Plugins.Mirror;

/// <summary>Reads from another stream, and shows the bytes that are read to an observer.</summary>
internal sealed class BodyObservation(Stream source, IBodyObserver observer) : ObservedStream(source)
{
    protected override void OnRead(ReadOnlySpan<byte> bytes) => observer.Add(bytes);
}
