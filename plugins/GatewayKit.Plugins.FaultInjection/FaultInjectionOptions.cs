using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.FaultInjection;

/// <summary>The options of <c>fault-injection</c>: at least one of <c>delay</c>, <c>abort</c> and <c>testers</c>.</summary>
public sealed record FaultInjectionOptions : IValidatedOptions
{
    /// <summary>The delay of a share of the requests, before they are forwarded or aborted.</summary>
    public DelayFault? Delay { get; init; }

    /// <summary>The error response that a share of the requests gets without reaching the upstream.</summary>
    public AbortFault? Abort { get; init; }

    /// <summary>The callers that choose the faults of their own requests. Without it, a request can't ask for a fault.</summary>
    public TesterOptions? Testers { get; init; }

    /// <summary>The maximum number of requests that are delayed at the same time. Further ones aren't delayed.</summary>
    [Range(1, 100_000)]
    public int MaxDelayed { get; init; } = 1000;

    /// <summary>The time from which on no request has a fault, such as the end of a test. Default: none.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Delay is null && Abort is null && Testers is null)
            yield return new OptionsError("", "have no fault; set 'delay', 'abort' or 'testers'");
        foreach (var error in Testers is { } testers ? HeaderOptions.ValidateName("testers.header", testers.Header) : [])
            yield return error;
    }
}
