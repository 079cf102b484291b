using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.Mock;

/// <summary>Responds instead of the upstream: always, for operations that the upstream doesn't implement yet, or when it fails.</summary>
[GatewayPlugin<MockOptions>("mock", PluginStage.Origin)]
public sealed class MockPlugin : IRequestHook, IResponseHook, IErrorHook, ICommandHook
{
    private readonly IMock _mock;
    private readonly TimeProvider _time;

    /// <summary>Prepares the response, or reads the document.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry: the document's name is relative to it.</param>
    /// <param name="time">The clock for delays.</param>
    /// <param name="warnings">Receives the findings in the document.</param>
    /// <param name="files">Watches the document, all files that it references, and the recorded exchanges.</param>
    /// <exception cref="PluginOptionsException">The document can't be used, or the options refer to something that it doesn't
    /// have.</exception>
    public MockPlugin(MockOptions options, PluginPlacement placement, TimeProvider time, IPluginWarnings warnings, IPluginFiles files)
    {
        _mock = options.Openapi is not null ? DocumentMock.Load(options, placement, warnings, files)
            : options.Fixtures is not null ? FixtureMock.Load(options, placement, files)
            : new FixedMock(options);
        _time = time;
    }

    /// <summary>Responds, at once or after the delay, or keeps the request until the upstream has responded.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        if (_mock.Take(context) is not { } call)
            return HookResult.Continue;
        if (call.Mode != MockMode.Always)
            return KeepAsync(context, call);

        return call.Request is null || !ApiRequests.HasBody(context.Http)
            ? RespondAsync(context, call)
            : ReadAndRespondAsync(context, call);
    }

    /// <summary>Responds if the upstream doesn't implement the operation, or the gateway doesn't have an upstream.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
        => context.State is MockCall call && IsMissing(call.Mode, context.ResponseOrigin, context.Http.Response.StatusCode)
            ? RespondAsync(context, call)
            : HookResult.Continue;

    /// <summary>Responds if the upstream fails.</summary>
    public ValueTask<HookResult> OnErrorAsync(GatewayContext context, Exception error)
        => context.State is MockCall { Mode: MockMode.Fallback } call
            && error is UpstreamFailureException { Kind: not UpstreamFailure.BodyTooLarge }
            ? RespondAsync(context, call)
            : HookResult.Continue;

    /// <summary>The command <c>reset</c> resets the state of one <c>consumer</c> (empty for anonymous callers), or of all
    /// consumers.</summary>
    public ValueTask<CommandResult> OnCommandAsync(PluginCommand command)
    {
        if (command.Name != "reset")
            return CommandResult.Unknown;
        if (command.Arguments.Keys.FirstOrDefault(name => name != "consumer") is { } unknown)
            return CommandResult.Refused($"Unknown argument '{unknown}'; the only argument is 'consumer'.");

        var consumer = command.Arguments.GetValueOrDefault("consumer");
        if (!_mock.Reset(consumer))
            return CommandResult.Done("The mock is stateless.");
        return CommandResult.Done(consumer is null ? "State reset for all consumers." : "State reset for the consumer.");
    }

    private static bool IsMissing(MockMode mode, ResponseOrigin origin, int status) => mode switch
    {
        MockMode.Unimplemented => origin == ResponseOrigin.Upstream && status is 404 or 405 or 501,
        MockMode.Fallback => origin == ResponseOrigin.Gateway && status is 502 or 503 or 504,
        _ => false,
    };

    /// <summary>The body is also forwarded to the upstream, so it is only buffered if it is short enough.</summary>
    private static ValueTask<HookResult> KeepAsync(GatewayContext context, MockCall call)
    {
        context.State = call;
        if (call.Request is null || !ApiRequests.HasBody(context.Http))
            return HookResult.Continue;

        return context.Http.Request.ContentLength <= RequestBodies.Limit.Bytes ? HoldAsync(context, call) : HookResult.Continue;
    }

    private static async ValueTask<HookResult> HoldAsync(GatewayContext context, MockCall call)
    {
        call.Body = await context.BufferRequestBodyAsync(RequestBodies.Limit).ConfigureAwait(false);
        return HookResult.Continue;
    }

    private async ValueTask<HookResult> ReadAndRespondAsync(GatewayContext context, MockCall call)
    {
        call.Body = await context.BufferRequestBodyAsync(RequestBodies.Limit).ConfigureAwait(false);
        return await RespondAsync(context, call).ConfigureAwait(false);
    }

    private ValueTask<HookResult> RespondAsync(GatewayContext context, MockCall call)
    {
        if (_mock.Answer(context, call) is not var (response, delay))
            return HookResult.Continue;

        return delay == TimeSpan.Zero ? HookResult.Respond(response) : RespondLaterAsync(context, response, delay);
    }

    private async ValueTask<HookResult> RespondLaterAsync(GatewayContext context, GatewayResponse response, TimeSpan delay)
    {
        await Task.Delay(delay, _time, context.CancellationToken).ConfigureAwait(false);
        return HookResult.Respond(response);
    }
}
