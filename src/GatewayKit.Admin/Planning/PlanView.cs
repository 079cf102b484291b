using GatewayKit.Admin.Http;
using GatewayKit.Configuration;
using GatewayKit.Planning;
using GatewayKit.Statistics.Sampling;

namespace GatewayKit.Admin.Planning;

/// <summary>The effect of a change on the requests of the sample, as <c>gatewaykit plan --output json</c> reports it.</summary>
internal sealed record PlanView
{
    public static readonly PlanView Nothing = Of(new PlanReport(), SampleContent.Empty(default), new ConfigErrors());

    /// <summary>The sample.</summary>
    public required SampleView Sample { get; init; }

    /// <summary>The number of requests that were compared.</summary>
    public required long Requests { get; init; }

    /// <summary>The number of these that the change affects.</summary>
    public required long Changed { get; init; }

    /// <summary>The number of requests of a known caller, who is assumed to send the same credentials.</summary>
    public required long WithConsumer { get; init; }

    /// <summary>The number of requests without a known caller, which are assumed to have no credentials.</summary>
    public required long WithoutCaller { get; init; }

    /// <summary>The number of the requests without a known caller that were answered although the active configuration needs credentials:
    /// they are assumed to have valid ones.</summary>
    public required long WithHiddenCaller { get; init; }

    /// <summary>The number of requests that got another status than that with which the active configuration itself would reject
    /// them, because it has changed meanwhile.</summary>
    public required long Contradicted { get; init; }

    /// <summary>The number of malformed records: always 0.</summary>
    public required long Malformed { get; init; }

    /// <summary>Whether all requests of the time were compared.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The kinds of changes, the worst first.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>The settings of the gateway as a whole that differ.</summary>
    public required IReadOnlyList<string> OtherSettings { get; init; }

    /// <summary>The headers that routes match by and whose values weren't recorded. They are assumed to be absent.</summary>
    public required IReadOnlyList<string> UnrecordedHeaders { get; init; }

    /// <summary>The query parameters that routes match by and that weren't recorded. They are assumed to be absent.</summary>
    public required IReadOnlyList<string> UnrecordedParameters { get; init; }

    /// <summary>The changes, the worst and then those with the most requests first.</summary>
    public required IReadOnlyList<PlanChangeView> Changes { get; init; }

    /// <summary>The number of requests in changes that aren't listed.</summary>
    public required long Unlisted { get; init; }

    /// <summary>The warnings about the configuration with the change.</summary>
    public required IReadOnlyList<AdminError> Warnings { get; init; }

    public static PlanView Of(PlanReport report, SampleContent sample, ConfigErrors errors) => new()
    {
        Sample = new SampleView(sample.From, sample.To, sample.Seen),
        Requests = report.Requests,
        Changed = report.Changed,
        WithConsumer = report.WithConsumer,
        WithoutCaller = report.WithoutCaller,
        WithHiddenCaller = report.WithHiddenCaller,
        Contradicted = report.Contradicted,
        Malformed = 0,
        IsComplete = report.Requests >= sample.Seen,
        Kinds = [.. report.Kinds.Order().Select(kind => PlanChangeView.Word(kind))],
        OtherSettings = report.OtherSettings,
        UnrecordedHeaders = report.UnrecordedHeaders,
        UnrecordedParameters = report.UnrecordedParameters,
        Changes = [.. report.Changes.Select(PlanChangeView.Of)],
        Unlisted = report.Unlisted,
        Warnings = [.. errors.Warnings.Select(AdminError.Of)],
    };
}
