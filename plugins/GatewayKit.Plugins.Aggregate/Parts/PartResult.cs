using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Aggregate.Parts;

/// <summary>The result of a part, or of the request for an item of it.</summary>
internal sealed class PartResult
{
    private readonly Dictionary<string, TemplateValue> _headers;

    /// <param name="status">The status; 0 without a response.</param>
    /// <param name="headers">The headers of the response.</param>
    /// <param name="body">The body; the default of the part if it has failed.</param>
    /// <param name="failure">The failure; null if the part hasn't failed.</param>
    public PartResult(int status, Dictionary<string, TemplateValue> headers, TemplateValue body, PartFailure? failure)
        => (Status, _headers, Body, Failure) = (status, headers, body, failure);

    public int Status { get; }

    public TemplateValue Body { get; }

    public PartFailure? Failure { get; }

    /// <summary>Returns the value of the part in templates.</summary>
    public TemplateValue ToValue() => TemplateValue.Of(new Dictionary<string, TemplateValue>(StringComparer.Ordinal)
    {
        ["status"] = Status == 0 ? TemplateValue.Missing : TemplateValue.Of(Status),
        ["header"] = TemplateValue.Of(_headers),
        ["body"] = Body,
        ["error"] = Failure is null ? TemplateValue.Missing : TemplateValue.Of(Failure.Detail),
        ["ok"] = TemplateValue.Of(Failure is null),
    });
}
