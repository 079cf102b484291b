namespace GatewayKit;

/// <summary>What a hook decided: to continue, or to answer.</summary>
public readonly struct HookResult
{
    private HookResult(GatewayResponse? response) => Response = response;

    /// <summary>Nothing to answer: the next hook runs. It is also what <c>default</c> means.</summary>
    public static HookResult Continue => default;

    /// <summary>The answer, or null to continue.</summary>
    public GatewayResponse? Response { get; }

    /// <summary>Answers with <paramref name="response"/>. The pipeline writes it, after the response hooks above have seen it.</summary>
    /// <param name="response">The answer.</param>
    public static HookResult Respond(GatewayResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new HookResult(response);
    }

    /// <summary>The result as the completed task that a synchronous hook returns.</summary>
    /// <param name="result">The result.</param>
    public static implicit operator ValueTask<HookResult>(HookResult result) => new(result);

    /// <summary>The result as the completed task that a synchronous hook returns.</summary>
    public ValueTask<HookResult> ToValueTask() => new(this);
}
