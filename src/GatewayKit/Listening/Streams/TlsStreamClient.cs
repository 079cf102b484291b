using System.IO.Pipelines;
using System.Net.Security;
using System.Runtime.CompilerServices;

namespace GatewayKit.Listening.Streams;

/// <summary>A client whose TLS ends here.</summary>
/// <param name="transport">The bytes of the client, which are encrypted and decrypted.</param>
/// <param name="tls">The stream that does so.</param>
internal sealed class TlsStreamClient(IDuplexPipe transport, SslStream tls) : IStreamClient
{
    private readonly CloseGate _gate = new();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadResult> ReadAsync()
    {
        while (true)
        {
            await _gate.EnterAsync().ConfigureAwait(false);
            try
            {
                var read = await transport.Input.ReadAsync().ConfigureAwait(false);
                if (!read.IsCanceled || !_gate.IsClosing)
                    return read;

                AdvanceTo(read.Buffer.Start);
            }
            finally
            {
                _gate.Exit();
            }
        }
    }

    public void AdvanceTo(SequencePosition consumed) => transport.Input.AdvanceTo(consumed);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => await transport.Output.WriteAsync(bytes).ConfigureAwait(false);

    // After close_notify, the client can still send.
    public ValueTask EndAsync() => _gate.CloseAsync(transport.Input.CancelPendingRead, tls.ShutdownAsync);

    // Without close_notify, the client knows that the stream isn't complete.
    public void Reset()
    {
    }
}
