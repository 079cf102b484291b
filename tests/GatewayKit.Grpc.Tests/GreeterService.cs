using Grpc.Core;

namespace GatewayKit.Grpc.Tests;

/// <summary>The upstream.</summary>
internal sealed class GreeterService(CallLog log) : Greeter.GreeterBase
{
    public override Task<Greeting> Greet(Name request, ServerCallContext context)
        => Task.FromResult(new Greeting { Text = $"Hello, {request.Text}!" });

    public override async Task GreetAll(
        IAsyncStreamReader<Name> requestStream, IServerStreamWriter<Greeting> responseStream, ServerCallContext context)
    {
        await foreach (var name in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(new Greeting { Text = $"Hello, {name.Text}!" }, context.CancellationToken);
    }

    public override async Task<Greeting> Hang(Name request, ServerCallContext context)
    {
        using var registration = context.CancellationToken.Register(() => log.Cancelled.TrySetResult());
        log.Arrived.TrySetResult();
        await log.Cancelled.Task;
        throw new RpcException(new Status(StatusCode.Cancelled, "gone"));
    }
}
