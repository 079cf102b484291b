namespace GatewayKit;

/// <summary>The result of a hook: continue, or answer with a response.</summary>
public readonly struct HookResult
{
    private HookResult(GatewayResponse? response) => Response = response;

    /// <summary>Gets the result that lets the exchange continue with the next hook. This is the <c>default</c> value.</summary>
    public static HookResult Continue => default;

    /// <summary>Gets the response; <c>null</c> to continue.</summary>
    public GatewayResponse? Response { get; }

    /// <summary>Creates a result that answers with <paramref name="response"/>.
    /// The response hooks further up run before it is written.</summary>
    /// <param name="response">The response.</param>
    public static HookResult Respond(GatewayResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new HookResult(response);
    }

    /// <summary>Wraps the result in a completed task, for a hook that runs synchronously.</summary>
    /// <param name="result">The result.</param>
    public static implicit operator ValueTask<HookResult>(HookResult result) => new(result);

    /// <summary>Wraps the result in a completed task, for a hook that runs synchronously.</summary>
    public ValueTask<HookResult> ToValueTask() => new(this);
}
