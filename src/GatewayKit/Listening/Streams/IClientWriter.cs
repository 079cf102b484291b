namespace GatewayKit.Listening.Streams;

/// <summary>Writes to the client of a stream.</summary>
internal interface IClientWriter
{
    /// <summary>Writes bytes. Completes when the client's side can take more.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Ends the direction to the client after what was written. The client can still send.</summary>
    ValueTask EndAsync();

    /// <summary>Ensures that the client sees the end of the connection as an error.</summary>
    void Reset();
}
