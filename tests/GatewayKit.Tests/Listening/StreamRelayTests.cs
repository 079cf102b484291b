using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Listening.Streams;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Tests.Listening;

/// <summary>The exceptions that end a stream.</summary>
public sealed class StreamRelayTests
{
    [Fact]
    public async Task An_unexpected_exception_is_kept_for_the_log()
    {
        var error = new InvalidOperationException("unexpected");

        Assert.Equal((StreamEnd.ClientFailed, error), await RunAsync(error));
    }

    [Fact]
    public async Task An_exception_of_a_broken_connection_is_not_kept()
    {
        foreach (var error in (Exception[])
            [new IOException(), new SocketException(), new ObjectDisposedException("socket"), new ConnectionAbortedException()])
            Assert.Equal((StreamEnd.ClientFailed, null), await RunAsync(error));
    }

    private static async Task<(StreamEnd End, Exception? Unexpected)> RunAsync(Exception error)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndpoint).WaitAsync(ListenerApp.Patience);
        await using var upstream = new StreamUpstream(new NetworkStream(socket, ownsSocket: true), tls: null);

        // Not disposed: an aborted connection cancels its token in the background.
        var relay = new StreamRelay(
            new DefaultConnectionContext(), new FailingClient(error), upstream, TimeSpan.FromDays(1), TimeProvider.System);

        return (await relay.RunAsync().WaitAsync(ListenerApp.Patience), relay.UnexpectedError);
    }

    private sealed class FailingClient(Exception error) : IStreamClient
    {
        public ValueTask<ReadResult> ReadAsync() => throw error;

        public void AdvanceTo(SequencePosition consumed)
        {
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => throw error;

        public ValueTask EndAsync() => throw error;

        public void Reset()
        {
        }
    }
}
