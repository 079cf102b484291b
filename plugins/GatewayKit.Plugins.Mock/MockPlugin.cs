using System.Text;

namespace GatewayKit.Plugins.Mock;

/// <summary>Answers in the upstream's place.</summary>
[GatewayPlugin<MockOptions>("mock", PluginStage.Origin)]
public sealed class MockPlugin : IRequestHook
{
    private readonly GatewayResponse _response;
    private readonly TimeSpan _delay;
    private readonly TimeProvider _time;

    /// <summary>Prepares the answer.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock that the delay goes by.</param>
    public MockPlugin(MockOptions options, TimeProvider time)
    {
        _response = Prepare(options);
        _delay = options.Delay;
        _time = time;
    }

    /// <summary>Answers, at once or after the delay.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => _delay == TimeSpan.Zero ? HookResult.Respond(_response) : RespondLaterAsync(context);

    private async ValueTask<HookResult> RespondLaterAsync(GatewayContext context)
    {
        await Task.Delay(_delay, _time, context.CancellationToken).ConfigureAwait(false);
        return HookResult.Respond(_response);
    }

    private static GatewayResponse Prepare(MockOptions options)
    {
        // A structured boolean (RFC 9651, section 3.3.6), so that nobody takes a mock for the real thing.
        var response = new GatewayResponse(options.Status).WithHeader("Gateway-Mocked", "?1");
        foreach (var (name, value) in options.Headers)
            response = response.WithHeader(name, value);

        var body = Encoding.UTF8.GetBytes(options.Body ?? "");
        return response.WithBody(body, options.ContentType ?? (body.Length > 0 ? "text/plain; charset=utf-8" : null));
    }
}
