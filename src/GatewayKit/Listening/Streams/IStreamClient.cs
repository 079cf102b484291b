using System.IO.Pipelines;

namespace GatewayKit.Listening.Streams;

/// <summary>The client of a stream.</summary>
internal interface IStreamClient
{
    /// <summary>Reads bytes, after which the caller advances.</summary>
    ValueTask<ReadResult> ReadAsync();

    /// <summary>Releases the bytes that were read up to a position.</summary>
    void AdvanceTo(SequencePosition consumed);

    /// <summary>Writes bytes. Completes when the client's side can take more.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Ends the direction to the client after what was written. The client can still send.</summary>
    ValueTask EndAsync();

    /// <summary>Ensures that the client sees the end of the connection as an error.</summary>
    void Reset();
}
