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

    /// <summary>Sends a message, and each further one only when the test has allowed it.</summary>
    public override async Task GreetMany(Name request, IServerStreamWriter<Greeting> responseStream, ServerCallContext context)
    {
        for (var i = 1; i <= 3; i++)
        {
            await responseStream.WriteAsync(new Greeting { Text = $"{request.Text} {i}" }, context.CancellationToken);
            await log.Next.WaitAsync(context.CancellationToken);
        }

        context.ResponseTrailers.Add("x-count", "3");
    }

    /// <summary>Fails after a message, or at once if the name is empty.</summary>
    public override async Task Fail(Name request, IServerStreamWriter<Greeting> responseStream, ServerCallContext context)
    {
        if (request.Text.Length > 0)
            await responseStream.WriteAsync(new Greeting { Text = request.Text }, context.CancellationToken);
        throw new RpcException(
            new Status(StatusCode.FailedPrecondition, "größer als 100 %"),
            new Metadata { { "x-reason", "closed" }, { "x-bin", [1, 2, 250] } });
    }

    public override async Task<Greeting> Hang(Name request, ServerCallContext context)
    {
        using var registration = context.CancellationToken.Register(() => log.Cancelled.TrySetResult());
        log.Arrived.TrySetResult();
        await log.Cancelled.Task;
        throw new RpcException(new Status(StatusCode.Cancelled, "gone"));
    }
}
