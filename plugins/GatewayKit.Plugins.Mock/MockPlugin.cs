namespace GatewayKit.Plugins.Mock;

/// <summary>Answers in the upstream's place: always, where the upstream has nothing yet, or where it fails.</summary>
[GatewayPlugin<MockOptions>("mock", PluginStage.Origin)]
public sealed class MockPlugin : IRequestHook, IResponseHook, IErrorHook, ICommandHook
{
    private readonly IMock _mock;
    private readonly TimeProvider _time;

    /// <summary>Prepares the answer, or reads the document.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">Where the entry stands: the document is looked for from there.</param>
    /// <param name="time">The clock that delays go by.</param>
    /// <param name="warnings">Receives what is wrong with the document.</param>
    /// <param name="files">Watches the document, all that it refers to, and the recorded exchanges.</param>
    /// <exception cref="PluginOptionsException">The document can't be used, or the options name what it has not.</exception>
    public MockPlugin(MockOptions options, PluginPlacement placement, TimeProvider time, IPluginWarnings warnings, IPluginFiles files)
    {
        _mock = options.Openapi is not null ? DocumentMock.Load(options, placement, warnings, files)
            : options.Fixtures is not null ? FixtureMock.Load(options, placement, files)
            : new FixedMock(options);
        _time = time;
    }

    /// <summary>Answers, at once or after the delay, or keeps the request for when the upstream has had its turn.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        if (_mock.Take(context) is not { } call)
            return HookResult.Continue;
        if (call.Mode != MockMode.Always)
            return KeepAsync(context, call);

        return call.Request is null || !ApiRequests.HasBody(context.Http) ? RespondAsync(context, call) : ReadAndRespondAsync(context, call);
    }

    /// <summary>Answers where the upstream says that it has nothing, or the gateway that it has no upstream.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
        => context.State is MockCall call && IsMissing(call.Mode, context.ResponseOrigin, context.Http.Response.StatusCode)
            ? RespondAsync(context, call)
            : HookResult.Continue;

    /// <summary>Answers where the upstream fails.</summary>
    public ValueTask<HookResult> OnErrorAsync(GatewayContext context, Exception error)
        => context.State is MockCall { Mode: MockMode.Fallback } call && error is UpstreamFailureException { Kind: not UpstreamFailure.BodyTooLarge }
            ? RespondAsync(context, call)
            : HookResult.Continue;

    /// <summary>The command <c>reset</c> resets the state of one <c>consumer</c>, empty for callers without a name, or of all consumers.</summary>
    public ValueTask<CommandResult> OnCommandAsync(PluginCommand command)
    {
        if (command.Name != "reset")
            return CommandResult.Unknown;
        if (command.Arguments.Keys.FirstOrDefault(name => name != "consumer") is { } unknown)
            return CommandResult.Refused($"There is no argument '{unknown}'; there is 'consumer'.");

        var consumer = command.Arguments.GetValueOrDefault("consumer");
        if (!_mock.Reset(consumer))
            return CommandResult.Done("The mock has no state.");
        return CommandResult.Done(consumer is null ? "State reset for all consumers." : "State reset for the consumer.");
    }

    private static bool IsMissing(MockMode mode, ResponseOrigin origin, int status) => mode switch
    {
        MockMode.Unimplemented => origin == ResponseOrigin.Upstream && status is 404 or 405 or 501,
        MockMode.Fallback => origin == ResponseOrigin.Gateway && status is 502 or 503 or 504,
        _ => false,
    };

    /// <summary>The body goes on to the upstream, so only one that is short enough is held beside it.</summary>
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
